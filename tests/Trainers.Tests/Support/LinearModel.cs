using MLNet.Vae.Model;

namespace MLNet.Vae.Tests.Support;

/// <summary>
/// The linear Gaussian latent variable model x = W z + b + σ ⊙ ε in double, whose log p(x) and posterior are known (Tipping and Bishop
/// 1999, "Probabilistic principal component analysis"; with one σ per feature it is factor analysis), and the fitted model that has exactly
/// its decoder.
/// </summary>
internal sealed class LinearModel
{
    private readonly double[,] _loading; // [features, latent]
    private readonly double[] _mean, _sigma;
    private readonly double[,] _precision; // of the posterior, I + Wᵀ Ψ⁻¹ W
    private readonly double[,] _toMean; // (I + Wᵀ Ψ⁻¹ W)⁻¹ Wᵀ Ψ⁻¹

    public LinearModel(double[,] loading, double[] mean, double[] sigma)
    {
        (_loading, _mean, _sigma) = (loading, mean, sigma);
        var scaled = new double[Latent, Features]; // Wᵀ Ψ⁻¹
        for (int j = 0; j < Latent; j++)
        {
            for (int d = 0; d < Features; d++)
                scaled[j, d] = loading[d, j] / (sigma[d] * sigma[d]);
        }

        _precision = Matrices.Multiply(scaled, loading);
        for (int j = 0; j < Latent; j++)
            _precision[j, j]++;
        _toMean = Matrices.Multiply(Matrices.Inverse(_precision), scaled);
    }

    public int Features => _loading.GetLength(0);

    public int Latent => _loading.GetLength(1);

    /// <summary>
    /// KL(q ‖ p(z | x)) of q with the posterior's mean and the best diagonal variance, 1 over the diagonal of its precision: the same for
    /// every x.
    /// </summary>
    public double GapOfDiagonalPosterior
    {
        get
        {
            double sum = -Matrices.LogDeterminant(_precision);
            for (int j = 0; j < Latent; j++)
                sum += Math.Log(_precision[j, j]);
            return 0.5 * sum;
        }
    }

    public double LogDensity(ReadOnlySpan<float> x)
    {
        var covariance = Matrices.Multiply(_loading, Matrices.Transpose(_loading));
        var centerd = new double[Features, 1];
        for (int d = 0; d < Features; d++)
        {
            covariance[d, d] += _sigma[d] * _sigma[d];
            centerd[d, 0] = x[d] - _mean[d];
        }

        double squares = Matrices.Multiply(Matrices.Transpose(centerd), Matrices.Multiply(Matrices.Inverse(covariance), centerd))[0, 0];
        return -0.5 * (squares + Matrices.LogDeterminant(covariance) + Features * Math.Log(2 * Math.PI));
    }

    /// <summary>Rows drawn from the model.</summary>
    public float[] Draw(int rows, Numbers numbers)
    {
        var x = new float[rows * Features];
        for (int r = 0; r < rows; r++)
        {
            float[] z = numbers.Normals(Latent);
            for (int d = 0; d < Features; d++)
            {
                double sum = _mean[d] + _sigma[d] * numbers.Normal();
                for (int j = 0; j < Latent; j++)
                    sum += _loading[d, j] * z[j];
                x[r * Features + d] = (float)sum;
            }
        }

        return x;
    }

    /// <summary>A fitted model in the same units, whose encoder gives the posterior's mean and the best diagonal variance.</summary>
    public FittedWeights Fitted(float[] scoringNoise, VaeScoreBound bound)
    {
        var parameters = new List<float>();
        for (int j = 0; j < Latent; j++)
            parameters.AddRange(Enumerable.Range(0, Features).Select(d => (float)_toMean[j, d]));
        parameters.AddRange(new float[Latent * Features]);
        for (int j = 0; j < Latent; j++)
            parameters.Add((float)-Enumerable.Range(0, Features).Sum(d => _toMean[j, d] * _mean[d]));
        for (int j = 0; j < Latent; j++)
            parameters.Add((float)-Math.Log(_precision[j, j]));
        for (int d = 0; d < Features; d++)
            parameters.AddRange(Enumerable.Range(0, Latent).Select(j => (float)_loading[d, j]));
        parameters.AddRange(_mean.Select(m => (float)m));
        parameters.AddRange(_sigma.Select(s => (float)Math.Log(s)));

        var ones = new float[Features];
        Array.Fill(ones, 1);
        var kinds = new VaeLikelihood[Features];
        Array.Fill(kinds, VaeLikelihood.Gaussian);
        return new FittedWeights
        {
            Architecture = new NetworkArchitecture(Features, Latent, [], VaeActivation.Silu),
            Features = new FeatureMap(kinds, new float[Features], ones),
            Parameters = parameters.ToArray(),
            ScoringNoise = scoringNoise,
            ScoreBound = bound,
            Deterministic = false,
        };
    }

    /// <summary>
    /// Noise vectors ±√L along each axis: their mean is 0 and their covariance I, so that the mean of any quadratic over them is exact.
    /// </summary>
    public static float[] ExactNoise(int latent)
    {
        var noise = new float[2 * latent * latent];
        for (int j = 0; j < latent; j++)
        {
            noise[2 * j * latent + j] = MathF.Sqrt(latent);
            noise[(2 * j + 1) * latent + j] = -MathF.Sqrt(latent);
        }

        return noise;
    }
}
