using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// <see cref="Categorical"/> in scoring. Blocks are small and lie side by side, so that eᵃ is taken of many blocks at once, and their sums
/// after it.
/// </summary>
internal sealed class CategoricalRowTerm<TS, TV> : IRowTerm
    where TS : ISimd<TV>
    where TV : struct
{
    /// <summary>Slots whose exponentials are held at once; blocks of two and more are at most half as many.</summary>
    private const int Window = 256, MaxBlocks = Window / 2;

    // Within ±this, no eᵃ nor any sum of them that a row holds overflows or vanishes, and the largest logit need not be taken out.
    private const float Limit = 75;

    private readonly RowTermShape _shape;
    private readonly AlignedBuffer _logShare; // 0 for slots of other likelihoods, [width]
    private readonly CategoricalBlock[] _blocks;
    private readonly Run[] _runs;

    public CategoricalRowTerm(RowTermShape shape)
    {
        _shape = shape;
        _logShare = new AlignedBuffer(shape.Width);
        float[] logShare = shape.Parameter(Categorical.LogShare), none = shape.Parameter(Categorical.LogShareOfNone);
        foreach (int slot in shape.Features)
            _logShare.Span[slot] = logShare[slot];
        _blocks = [.. shape.Blocks.Select(slots => new CategoricalBlock(slots, logShare, none[slots.First]))];
        _runs = [.. Cut(_blocks)];
    }

    public void Evaluate(ReadOnlySpan<float> row, ReadOnlySpan<float> outputs, int samples, Span<float> scores)
    {
        Debug.Assert(_shape.Fits(row, outputs, samples, scores));
        foreach (int slot in _shape.Features)
            scores[slot] = 0;
        foreach (var run in _runs)
            Evaluate(run, row, outputs, samples, scores);
    }

    // As many neighboring blocks as fit a window, or one that does not.
    private static IEnumerable<Run> Cut(CategoricalBlock[] blocks)
    {
        for (int first = 0, next; first < blocks.Length; first = next)
        {
            int start = blocks[first].Slots.First / Padding.Padded(1) * Padding.Padded(1);
            next = first + 1;
            while (next < blocks.Length && blocks[next].Slots.End <= start + Window)
                next++;
            yield return new Run(first, next - first, start, Padding.Padded(blocks[next - 1].Slots.End));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Evaluate(Run run, ReadOnlySpan<float> row, ReadOnlySpan<float> outputs, int samples, Span<float> scores)
    {
        var blocks = _blocks.AsSpan(run.FirstBlock, run.Blocks);
        Span<CategoricalValue> values = stackalloc CategoricalValue[MaxBlocks];
        Span<float> sums = stackalloc float[MaxBlocks], costs = stackalloc float[MaxBlocks];
        for (int b = 0; b < blocks.Length; b++)
            values[b] = blocks[b].Read(row);
        for (int s = 0; s < samples; s++)
        {
            var output = outputs.Slice(s * row.Length, row.Length);
            if (AddExponentials(run, output, sums))
                AddLogs(sums[..Padding.Padded(blocks.Length)], costs);
            else
            {
                for (int b = 0; b < blocks.Length; b++)
                    costs[b] += blocks[b].LogSum(output);
            }

            for (int b = 0; b < blocks.Length; b++)
                costs[b] -= blocks[b].Logit(values[b], output);
        }

        for (int b = 0; b < blocks.Length; b++)
        {
            if (!values[b].IsMissing)
                scores[values[b].Position] = costs[b] / samples + values[b].Cost;
        }
    }

    // Σ eᵃ of each block of a run; false where a logit is beyond the limit, or not a number.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AddExponentials(Run run, ReadOnlySpan<float> output, Span<float> sums)
    {
        Span<float> window = stackalloc float[Window];
        ref float y = ref MemoryMarshal.GetReference(output);
        ref float logShare = ref _logShare.Start;
        ref float lanes = ref _shape.Lanes.Start;
        ref float e = ref MemoryMarshal.GetReference(window);
        TV one = TS.Create(1f), limit = TS.Create(Limit), beyond = default;
        sums.Fill(1); // a logarithm is taken of those beyond the blocks, too
        for (int b = 0; b < run.Blocks; b++)
            sums[b] = _blocks[run.FirstBlock + b].ExpOfNone;
        for (int start = run.Start; start < run.End; start += Window)
        {
            int length = Math.Min(Window, run.End - start);
            for (int i = 0; i < length; i += TS.Count)
            {
                var logit = TS.Add(TS.Load(ref Unsafe.Add(ref y, start + i)), TS.Load(ref Unsafe.Add(ref logShare, start + i)));
                logit = TS.And(TS.Load(ref Unsafe.Add(ref lanes, start + i)), logit);
                beyond = TS.Add(beyond, TS.Select(TS.GreaterOrEqual(limit, TS.Abs(logit)), default, one));
                TS.Store(SimdMath<TS, TV>.Exp(logit), ref Unsafe.Add(ref e, i));
            }

            for (int b = 0; b < run.Blocks; b++)
            {
                var slots = _blocks[run.FirstBlock + b].Slots;
                int first = Math.Max(slots.First - start, 0), end = Math.Min(slots.End - start, length);
                sums[b] += Sum(window[first..end]);
            }
        }

        return TS.Sum(beyond) == 0;
    }

    private static float Sum(ReadOnlySpan<float> values)
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        float sum = 0;
        int i = 0;
        if (values.Length >= 2 * TS.Count)
        {
            TV vector = default;
            for (; i + TS.Count <= values.Length; i += TS.Count)
                vector = TS.Add(vector, TS.Load(ref Unsafe.Add(ref x, i)));
            sum = TS.Sum(vector);
        }

        for (; i < values.Length; i++)
            sum += Unsafe.Add(ref x, i);
        return sum;
    }

    private static void AddLogs(Span<float> sums, Span<float> costs)
    {
        ref float sum = ref MemoryMarshal.GetReference(sums);
        ref float cost = ref MemoryMarshal.GetReference(costs);
        for (int i = 0; i < sums.Length; i += TS.Count)
        {
            var log = SimdMath<TS, TV>.Log(TS.Load(ref Unsafe.Add(ref sum, i)));
            TS.Store(TS.Add(TS.Load(ref Unsafe.Add(ref cost, i)), log), ref Unsafe.Add(ref cost, i));
        }
    }

    /// <param name="FirstBlock">Number of its first block.</param>
    /// <param name="Blocks">Number of its blocks.</param>
    /// <param name="Start">Its first lane, at most that of its first slot; both ends are multiples of 16.</param>
    /// <param name="End">The lane behind its last one.</param>
    private readonly record struct Run(int FirstBlock, int Blocks, int Start, int End);
}
