using MLNet.Vae.Model;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Inference;

/// <summary>
/// Rows from the prior: z ~ N(0, I), then the decoder's mean or a draw from the likelihood. Row r depends on the seed and r alone.
/// </summary>
internal sealed class RowGenerator<TS, TV>(FittedWeights fitted, RowNetwork<TS, TV> network)
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly float[] _logSigma = fitted.LogSigma;

    public void Generate(Span<float> row, int seed, long number, bool sampleLikelihood, RowMemory memory)
    {
        var noise = new NoiseSource(seed);
        var z = memory.Samples;
        for (int j = 0; j < fitted.Architecture.LatentDimension; j++)
            z[j] = noise.Normal(NoisePurpose.Prior, number, (uint)j);
        var output = network.Decode(z, 1, memory);
        for (int d = 0; d < row.Length; d++)
            row[d] = sampleLikelihood ? Draw(noise, output[d], number, d) : Mean(output[d], d);
    }

    /// <summary>The mean of p(x_d | z) in the input's units, from the decoder's output.</summary>
    public float Mean(float output, int feature) =>
        IsBernoulli(feature) ? Probability(output) : fitted.Features.ToInputUnits(output, feature);

    private float Draw(NoiseSource noise, float output, long row, int feature) =>
        IsBernoulli(feature)
            ? noise.Uniform(NoisePurpose.Likelihood, row, (uint)feature) < Probability(output) ? 1 : 0
            : fitted.Features.ToInputUnits(
                output + MathF.Exp(_logSigma[feature]) * noise.Normal(NoisePurpose.Likelihood, row, (uint)feature), feature);

    private bool IsBernoulli(int feature) => fitted.Features.Likelihoods[feature] == VaeLikelihood.Bernoulli;

    private static float Probability(float logit) => 1 / (1 + MathF.Exp(-logit));
}
