using MLNet.Vae.Model;

namespace MLNet.Vae.Tests.Support;

/// <summary>Fitted models that nobody trained.</summary>
internal static class RandomModel
{
    /// <summary>Gaussian features and bits in turn, weights of a size that keeps values around 1.</summary>
    public static FittedWeights Fitted(
        int features, int latent, int[] hidden, int samples = 4, VaeScoreBound bound = VaeScoreBound.Elbo, int seed = 1, int context = 0)
    {
        var architecture = new NetworkArchitecture(features, latent, hidden, VaeActivation.Silu) { ContextCount = context };
        return Fitted(architecture, samples, bound, seed);
    }

    /// <summary>The same of any architecture.</summary>
    public static FittedWeights Fitted(NetworkArchitecture architecture, int samples = 4, VaeScoreBound bound = VaeScoreBound.Elbo, int seed = 1)
    {
        var numbers = new Numbers(seed);
        var (features, latent, context) = (architecture.FeatureCount, architecture.LatentDimension, architecture.ContextCount);
        var layout = ParameterLayout.Of(architecture);
        var parameters = new float[layout.Length];
        foreach (var layer in layout.Encoder.Concat(layout.Decoder))
        {
            double spread = Math.Sqrt(3.0 / layer.Shape.FanIn);
            numbers.Uniforms(layer.Weight.Length, -spread, spread).CopyTo(parameters, layer.Weight.Offset);
            numbers.Uniforms(layer.Bias.Length, -0.3, 0.3).CopyTo(parameters, layer.Bias.Offset);
        }

        numbers.Uniforms(features, -3.5, 2.5).CopyTo(parameters, layout.LogSigma.Offset);
        return Fitted(
            architecture,
            new FeatureMap(
                [.. Enumerable.Range(0, features).Select(d => d % 2 == 0 ? VaeLikelihood.Gaussian : VaeLikelihood.Bernoulli)],
                [.. Enumerable.Range(0, features).Select(d => d % 2 == 0 ? d : 0f)],
                [.. Enumerable.Range(0, features).Select(d => d % 2 == 0 ? 1f / (d + 1) : 1f)]),
            parameters,
            numbers.Normals(samples * latent),
            bound) with
        {
            Context = new ContextMap([.. Enumerable.Range(0, context).Select(i => (float)i)], [.. Enumerable.Repeat(0.5f, context)]),
        };
    }

    public static FittedWeights Fitted(
        NetworkArchitecture architecture, FeatureMap features, float[] parameters, float[] scoringNoise, VaeScoreBound bound) => new()
        {
            Architecture = architecture,
            Features = features,
            Parameters = parameters,
            ScoringNoise = scoringNoise,
            ScoreBound = bound,
            Deterministic = false,
        };

    /// <summary>A model of weights that scored no training row.</summary>
    public static VaeModel Uncalibrated(this FittedWeights weights) => new(new FittedModel(
        weights, new Calibration(new CalibrationScores([0]), 0, new float[weights.Architecture.LatentDimension])));

    /// <summary>Rows that suit such a model, [rows, features]: a fifth missing, some values outside their range, some infinite.</summary>
    public static float[] Rows(int rows, int features, int seed, bool infinite = true)
    {
        var numbers = new Numbers(seed);
        var x = new float[rows * features];
        for (int i = 0; i < x.Length; i++)
        {
            int d = i % features;
            x[i] = d % 2 == 0 ? d + (d + 1) * (float)numbers.Normal() : (float)numbers.Uniform(-0.2, 1.2);
            if (infinite && i % 97 == 96)
                x[i] = i % 2 == 0 ? float.PositiveInfinity : float.NegativeInfinity;
        }

        return numbers.WithMissing(x, 0.2);
    }
}
