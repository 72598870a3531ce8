using MLNet.Vae.Model;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Likelihoods;
using MLNet.Vae.Parts.Priors;

namespace MLNet.Vae.Inference;

/// <summary>
/// Rows from a prior: z drawn from it, then the decoder's mean or a draw from the likelihood. Row r depends on the seed and r alone.
/// </summary>
internal sealed class RowGenerator<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly FittedWeights _fitted;
    private readonly RowNetwork<TS, TV> _network;
    private readonly (Likelihood Likelihood, SlotBlock Slots, SlotBlock Outputs, float[] Parameters)[] _blocks; // parameters [outputs, parameters]

    public RowGenerator(FittedWeights fitted, RowNetwork<TS, TV> network)
    {
        _fitted = fitted;
        _network = network;
        var parts = fitted.Layout.Parts.Select(part => (part.Owner, Values: part.Of(fitted.Parameters.Span))).ToArray();
        _blocks =
        [
            .. fitted.Features.Groups.SelectMany(group =>
            {
                float[][] own = [.. parts.Where(part => part.Owner == group.Likelihood).Select(part => part.Values)];
                return group.Blocks.Zip(group.Outputs, (slots, outputs) =>
                    (group.Likelihood, slots, outputs, outputs.Slots.SelectMany(place => own.Select(values => values[place])).ToArray()));
            })
        ];
    }

    /// <summary>A row; its context in the model's units lies in the first of <see cref="RowMemory.Samples"/>.</summary>
    public void Generate(Span<float> row, int seed, long number, bool sampleLikelihood, VaePrior prior, RowMemory memory)
    {
        var noise = new NoiseSource(seed);
        var (mixture, marginals) = prior == VaePrior.Fitted ? _fitted.Generation : Generation.Plain;
        var z = memory.Samples[.._fitted.Architecture.LatentDimension];
        if (mixture is null)
            StandardNormal.Draw(noise, number, z);
        else
            mixture.Draw(noise, number, z);
        var output = _network.Decode(memory, 1);
        if (!sampleLikelihood)
        {
            Mean(output, row);
            return;
        }

        Draw(output, row, noise, number);
        for (int d = 0; d < marginals.Length; d++)
        {
            if (marginals[d] is { } marginal)
                row[d] = marginal.Map(row[d]);
        }
    }

    /// <summary>A draw from p(x | z) in the input's units.</summary>
    /// <param name="output">What the decoder gives, [width].</param>
    /// <param name="row">Receives [features].</param>
    /// <param name="noise">The seed's random numbers.</param>
    /// <param name="number">Number of the row.</param>
    public void Draw(ReadOnlySpan<float> output, Span<float> row, NoiseSource noise, long number)
    {
        foreach (var (likelihood, slots, outputs, parameters) in _blocks)
            likelihood.Draw(outputs.Of(output), parameters, noise, number, slots, slots.Of(row));
        ToInputUnits(row);
    }

    /// <summary>The mean of p(x | z) in the input's units.</summary>
    /// <param name="output">What the decoder gives, [width].</param>
    /// <param name="row">Receives [features].</param>
    public void Mean(ReadOnlySpan<float> output, Span<float> row)
    {
        StandardizedMean(output, row);
        ToInputUnits(row);
    }

    /// <summary>The same in the model's units.</summary>
    public void StandardizedMean(ReadOnlySpan<float> output, Span<float> row)
    {
        foreach (var (likelihood, slots, outputs, parameters) in _blocks)
            likelihood.Mean(outputs.Of(output), parameters, slots.Of(row));
    }

    private void ToInputUnits(Span<float> row)
    {
        for (int d = 0; d < row.Length; d++)
            row[d] = _fitted.Features.ToInputUnits(row[d], d);
    }
}
