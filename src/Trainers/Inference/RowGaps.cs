using MLNet.Vae.Model;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Inference;

/// <summary><see cref="GapFilling"/> of a row in memory: what the encoder is to see in place of its missing values.</summary>
internal sealed class RowGaps<TS, TV>(FittedWeights fitted, RowNetwork<TS, TV> network, RowGenerator<TS, TV> generator)
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly int _iterations = fitted.Gaps.Iterations;
    private readonly int _features = fitted.Features.Count;
    private readonly int _latent = fitted.Architecture.LatentDimension;
    private readonly int _context = fitted.Context.Count;
    private readonly float _limit = fitted.Features.EncoderLimit;
    private readonly IReadOnlyList<SlotBlock> _blocks = fitted.Features.Blocks;

    /// <summary>Fills the gaps of a standardized row that has some.</summary>
    public void Fill(RowMemory memory, int row)
    {
        foreach (var block in _blocks)
            MakeWhole(block.Of(memory.Row(row)));
        for (int i = 0; i < _iterations; i++)
            Fill(memory, row, i);
    }

    // A block that has a value has no gap: its missing slots count as 0. One that has none is missing as a whole.
    private static void MakeWhole(Span<float> block)
    {
        bool isMissing = true, hasGap = false;
        foreach (float value in block)
        {
            hasGap |= float.IsNaN(value);
            isMissing &= value == 0 || float.IsNaN(value);
        }

        if (hasGap && isMissing)
            block.Fill(float.NaN);
        else if (hasGap)
            block.Replace(float.NaN, 0);
    }

    private void Fill(RowMemory memory, int row, int iteration)
    {
        Span<float> values = memory.Row(row)[.._features], input = memory.InputRow(row);
        Span<float> expected = memory.Expected[.._features], before = memory.ExpectedBefore[.._features];
        network.Heads(memory, row, 1)[.._latent].CopyTo(memory.Samples);
        input.Slice(_features, _context).CopyTo(memory.Samples[_latent..]);
        generator.StandardizedMean(network.Decode(memory, 1), expected);
        for (int d = 0; d < values.Length; d++)
        {
            if (!float.IsNaN(values[d]))
                continue;
            float filled = iteration == 0 ? expected[d] : expected[d] + GapFilling.Momentum * (expected[d] - before[d]);
            input[d] = Math.Clamp(filled, -_limit, _limit);
        }

        expected.CopyTo(before);
    }
}
