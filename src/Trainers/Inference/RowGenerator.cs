using MLNet.Vae.Model;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Likelihoods;
using MLNet.Vae.Parts.Priors;

namespace MLNet.Vae.Inference;

/// <summary>
/// Rows from the prior: z drawn from it, then the decoder's mean or a draw from the likelihood. Row r depends on the seed and r alone.
/// </summary>
internal sealed class RowGenerator<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly FittedWeights _fitted;
    private readonly RowNetwork<TS, TV> _network;
    private readonly Likelihood[] _likelihoods; // [features]
    private readonly float[][] _parameters; // [features][parameters of its likelihood]

    public RowGenerator(FittedWeights fitted, RowNetwork<TS, TV> network)
    {
        _fitted = fitted;
        _network = network;
        _likelihoods = [.. fitted.Features.Likelihoods.Select(Likelihoods.Get)];
        var parts = fitted.Layout.Parts.Select(part => (part.Owner, Values: part.Of(fitted.Parameters.Span))).ToArray();
        _parameters =
        [
            .. _likelihoods.Select((likelihood, feature) =>
                parts.Where(part => part.Owner == likelihood).Select(part => part.Values[feature]).ToArray())
        ];
    }

    public void Generate(Span<float> row, int seed, long number, bool sampleLikelihood, RowMemory memory)
    {
        var noise = new NoiseSource(seed);
        StandardNormal.Draw(noise, number, memory.Samples[.._fitted.Architecture.LatentDimension]);
        var output = _network.Decode(memory.Samples, 1, memory);
        for (int d = 0; d < row.Length; d++)
        {
            row[d] = sampleLikelihood
                ? _fitted.Features.ToInputUnits(_likelihoods[d].Draw(output[d], _parameters[d], noise, number, d), d)
                : Mean(output[d], d);
        }
    }

    /// <summary>The mean of p(x_d | z) in the input's units, from the decoder's output.</summary>
    public float Mean(float output, int feature) => _fitted.Features.ToInputUnits(_likelihoods[feature].Mean(output), feature);
}
