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
    private readonly Run[] _runs;

    public CategoricalRowTerm(RowTermShape shape)
    {
        _shape = shape;
        _logShare = new AlignedBuffer(shape.Width);
        float[] logShare = shape.Parameter(Categorical.LogShare), none = shape.Parameter(Categorical.LogShareOfNone);
        foreach (int slot in shape.Features)
            _logShare.Span[slot] = logShare[slot];
        _runs = [.. Cut([.. shape.Blocks.Select(slots => new CategoricalBlock(slots, logShare, none[slots.First]))])];
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
            yield return new Run(
                blocks[first..next],
                [.. blocks[first..next].Select(block => new Segment(block.Slots.First - start, block.Slots.Count, block.ExpOfNone))],
                start,
                Padding.Padded(blocks[next - 1].Slots.End) - start);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Evaluate(Run run, ReadOnlySpan<float> row, ReadOnlySpan<float> outputs, int samples, Span<float> scores)
    {
        Span<float> exponentials = stackalloc float[Window], sums = stackalloc float[MaxBlocks], logs = stackalloc float[MaxBlocks];
        sums = sums[..Padding.Padded(run.Blocks.Length)];
        sums.Fill(1); // a logarithm is taken of those beyond the blocks, too
        for (int s = 0; s < samples; s++)
        {
            var output = outputs.Slice(s * row.Length, row.Length);
            bool isWithin = run.Length <= Window ? AddExponentials(run, output, exponentials, sums) : AddExponentials(run, output, sums);
            if (isWithin)
                AddLogs(sums, logs);
            else
            {
                for (int b = 0; b < run.Blocks.Length; b++)
                    logs[b] += run.Blocks[b].LogSum(output);
            }
        }

        for (int b = 0; b < run.Blocks.Length; b++)
        {
            var value = run.Blocks[b].Read(row);
            if (!value.IsMissing)
                scores[value.Position] = (logs[b] - run.Blocks[b].Logits(value, outputs, samples, row.Length)) / samples + value.Cost;
        }
    }

    // Σ eᵃ of each block of a run; false where a logit is beyond the limit, or not a number.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AddExponentials(Run run, ReadOnlySpan<float> output, Span<float> exponentials, Span<float> sums)
    {
        bool isWithin = Exponentials(output, run.Start, run.Length, exponentials);
        ref float e = ref MemoryMarshal.GetReference(exponentials);
        for (int b = 0; b < run.Segments.Length; b++)
        {
            var (first, count, sum) = run.Segments[b];
            for (int i = first; i < first + count; i++)
                sum += Unsafe.Add(ref e, i);
            sums[b] = sum;
        }

        return isWithin;
    }

    // The same of a block that is larger than a window.
    private bool AddExponentials(Run run, ReadOnlySpan<float> output, Span<float> sums)
    {
        Span<float> exponentials = stackalloc float[Window];
        var (first, count, sum) = run.Segments[0];
        bool isWithin = true;
        for (int start = 0; start < run.Length; start += Window)
        {
            int length = Math.Min(Window, run.Length - start);
            isWithin &= Exponentials(output, run.Start + start, length, exponentials);
            sum += Sum(exponentials[Math.Max(first - start, 0)..Math.Min(first + count - start, length)]);
        }

        sums[0] = sum;
        return isWithin;
    }

    // eᵃ of some lanes; false where a is beyond the limit, or not a number.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Exponentials(ReadOnlySpan<float> output, int start, int length, Span<float> exponentials)
    {
        Debug.Assert(start + length <= output.Length && length <= exponentials.Length);
        ref float y = ref Unsafe.Add(ref MemoryMarshal.GetReference(output), start);
        ref float logShare = ref Unsafe.Add(ref _logShare.Start, start);
        ref float lanes = ref Unsafe.Add(ref _shape.Lanes.Start, start);
        ref float e = ref MemoryMarshal.GetReference(exponentials);
        TV one = TS.Create(1f), limit = TS.Create(Limit), beyond = default;
        for (int i = 0; i < length; i += TS.Count)
        {
            var logit = TS.Add(TS.Load(ref Unsafe.Add(ref y, i)), TS.Load(ref Unsafe.Add(ref logShare, i)));
            logit = TS.And(TS.Load(ref Unsafe.Add(ref lanes, i)), logit);
            beyond = TS.Add(beyond, TS.Select(TS.GreaterOrEqual(limit, TS.Abs(logit)), default, one));
            TS.Store(SimdMath<TS, TV>.Exp(logit), ref Unsafe.Add(ref e, i));
        }

        return TS.Sum(beyond) == 0;
    }

    private static float Sum(ReadOnlySpan<float> values)
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        TV vector = default;
        int i = 0;
        for (; i + TS.Count <= values.Length; i += TS.Count)
            vector = TS.Add(vector, TS.Load(ref Unsafe.Add(ref x, i)));
        float sum = TS.Sum(vector);
        for (; i < values.Length; i++)
            sum += Unsafe.Add(ref x, i);
        return sum;
    }

    private static void AddLogs(Span<float> sums, Span<float> logs)
    {
        ref float sum = ref MemoryMarshal.GetReference(sums);
        ref float to = ref MemoryMarshal.GetReference(logs);
        for (int i = 0; i < sums.Length; i += TS.Count)
        {
            var log = SimdMath<TS, TV>.Log(TS.Load(ref Unsafe.Add(ref sum, i)));
            TS.Store(TS.Add(TS.Load(ref Unsafe.Add(ref to, i)), log), ref Unsafe.Add(ref to, i));
        }
    }

    /// <summary>Neighboring blocks whose exponentials are taken together.</summary>
    /// <param name="Blocks">The blocks.</param>
    /// <param name="Segments">Where each lies among the exponentials.</param>
    /// <param name="Start">The first lane, a multiple of 16.</param>
    /// <param name="Length">Number of lanes, a multiple of 16.</param>
    private sealed record Run(CategoricalBlock[] Blocks, Segment[] Segments, int Start, int Length);

    /// <param name="First">Its first lane, counted from that of the run.</param>
    /// <param name="Count">Number of its slots.</param>
    /// <param name="ExpOfNone">eᵃ of the category without a 1.</param>
    private readonly record struct Segment(int First, int Count, float ExpOfNone);
}
