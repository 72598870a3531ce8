using System.Numerics;
using System.Runtime.InteropServices;
using MLNet.Vae.Model;

namespace MLNet.Vae.Managed.Kernels;

/// <summary>
/// The negative log likelihood of one row given one decoder output, feature by feature: the formulas of <see cref="GaussianLikelihood"/>
/// and
/// <see cref="BernoulliLikelihood"/> with the features as lanes. A missing feature gives 0. A Bernoulli value outside [0, 1] counts as the
/// nearer of both plus half its squared distance from it.
/// </summary>
internal sealed class RowLikelihood
{
    private readonly float[] _inverseSigma; // 1/σ, [width]; 0 for a Bernoulli feature
    private readonly float[] _constant; // log σ + ½ log 2π, [width]; 0 for a Bernoulli feature
    private readonly float[] _bernoulli; // 1 for a Bernoulli feature, else 0, [width]
    private readonly bool _anyGaussian, _anyBernoulli;

    public RowLikelihood(FeatureMap features, ReadOnlySpan<float> logSigma)
    {
        int width = VectorProduct.Padded(features.Count);
        Sigma = new float[features.Count];
        _inverseSigma = new float[width];
        _constant = new float[width];
        _bernoulli = new float[width];
        for (int d = 0; d < features.Count; d++)
        {
            if (features.Likelihoods[d] == VaeLikelihood.Bernoulli)
            {
                _bernoulli[d] = 1;
                _anyBernoulli = true;
                continue;
            }

            float clamped = Math.Clamp(logSigma[d], VaeArchitecture.MinimumLogSigma, VaeArchitecture.MaximumLogSigma);
            Sigma[d] = MathF.Exp(clamped);
            _inverseSigma[d] = MathF.Exp(-clamped);
            _constant[d] = clamped + GaussianLikelihood.LogNormaliser;
            _anyGaussian = true;
        }
    }

    /// <summary>σ of each Gaussian feature in standardised units, [features].</summary>
    public float[] Sigma { get; }

    /// <param name="row">x in the model's units, [width], NaN where missing and beyond the features.</param>
    /// <param name="output">The decoder's output, [width].</param>
    /// <param name="featureScores">Receives [width], in nats.</param>
    public void Evaluate(ReadOnlySpan<float> row, ReadOnlySpan<float> output, Span<float> featureScores)
    {
        var x = MemoryMarshal.Cast<float, Vector<float>>(row);
        var y = MemoryMarshal.Cast<float, Vector<float>>(output);
        var scores = MemoryMarshal.Cast<float, Vector<float>>(featureScores);
        var inverse = MemoryMarshal.Cast<float, Vector<float>>(_inverseSigma);
        var constant = MemoryMarshal.Cast<float, Vector<float>>(_constant);
        var bernoulli = MemoryMarshal.Cast<float, Vector<float>>(_bernoulli);
        for (int i = 0; i < x.Length; i++)
        {
            var score = Vector<float>.Zero;
            if (_anyGaussian)
            {
                var residual = (x[i] - y[i]) * inverse[i];
                score = 0.5f * residual * residual + constant[i];
            }

            if (_anyBernoulli)
                score = Vector.ConditionalSelect(Vector.Equals(bernoulli[i], Vector<float>.One), Bernoulli(x[i], y[i]), score);
            scores[i] = Vector.ConditionalSelect(Vector.Equals(x[i], x[i]), score, Vector<float>.Zero);
        }
    }

    private static Vector<float> Bernoulli(Vector<float> x, Vector<float> logit)
    {
        var inside = Vector.Min(Vector.Max(x, Vector<float>.Zero), Vector<float>.One);
        var outside = x - inside;
        return BernoulliLikelihood.CrossEntropy(logit, inside, out _) + 0.5f * outside * outside;
    }
}
