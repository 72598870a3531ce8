using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="Histogram"/> in scoring: a feature at a time, with its bins as lanes.</summary>
internal sealed class HistogramRowTerm<TS, TV> : IRowTerm
    where TS : ISimd<TV>
    where TV : struct
{
    // Bins may begin anywhere in a vector, and end anywhere in another one.
    private const int MaxLanes = Histogram.MaxBins + 2 * 16;

    // Far below any logit: e to that is nothing.
    private const float Far = -1e30f;

    private readonly RowTermShape _shape;
    private readonly Bins[] _bins;

    public HistogramRowTerm(RowTermShape shape)
    {
        _shape = shape;
        float[] logShare = shape.Parameter(Histogram.LogShare), lower = shape.Parameter(Histogram.Lower), upper = shape.Parameter(Histogram.Upper);
        _bins = [.. shape.Features.Zip(shape.Outputs, (feature, outputs) => new Bins(feature, outputs, logShare, lower, upper))];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Evaluate(ReadOnlySpan<float> row, ReadOnlySpan<float> outputs, int samples, Span<float> scores)
    {
        Debug.Assert(_shape.Fits(row, outputs, samples, scores));
        Span<float> logits = stackalloc float[MaxLanes];
        foreach (var bins in _bins)
        {
            float x = row[bins.Feature];
            int bin = Histogram.Find(x, bins.Lower);
            float sum = 0;
            for (int s = 0; s < samples; s++)
            {
                var output = outputs.Slice(s * row.Length, row.Length);
                sum += LogSum(bins, output, logits) - output[bins.Outputs.First + bin];
            }

            float distance = MathF.Max(MathF.Max(bins.Lower[0] - x, x - bins.Highest), 0);
            scores[bins.Feature] = sum / samples + bins.Constants[bin] + Binary.DistanceWeight * distance * distance;
        }
    }

    // log Σ eᵃ over the bins of a feature.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float LogSum(Bins bins, ReadOnlySpan<float> output, Span<float> logits)
    {
        Debug.Assert(bins.Start + bins.LogShare.Span.Length <= output.Length && bins.LogShare.Span.Length <= logits.Length);
        ref float y = ref Unsafe.Add(ref MemoryMarshal.GetReference(output), bins.Start);
        ref float logShare = ref bins.LogShare.Start;
        ref float a = ref MemoryMarshal.GetReference(logits);
        int length = bins.LogShare.Span.Length;
        float largest = Far;
        for (int i = 0; i < length; i += TS.Count)
            TS.Store(TS.Add(TS.Load(ref Unsafe.Add(ref y, i)), TS.Load(ref Unsafe.Add(ref logShare, i))), ref Unsafe.Add(ref a, i));
        foreach (float logit in logits[..length])
            largest = MathF.Max(largest, logit);
        TV sum = default, shift = TS.Create(largest);
        for (int i = 0; i < length; i += TS.Count)
            sum = TS.Add(sum, SimdMath<TS, TV>.Exp(TS.Subtract(TS.Load(ref Unsafe.Add(ref a, i)), shift)));
        return largest + MathF.Log(TS.Sum(sum));
    }

    /// <summary>The bins of one feature.</summary>
    private sealed class Bins
    {
        public Bins(int feature, SlotBlock outputs, float[] logShare, float[] lower, float[] upper)
        {
            (Feature, Outputs) = (feature, outputs);
            Lower = lower[outputs.First..outputs.End];
            Highest = upper[outputs.End - 1];
            Constants = [.. outputs.Slots.Select(output => Histogram.LogWidth(lower[output], upper[output]) - logShare[output])];
            Start = outputs.First / Padding.Padded(1) * Padding.Padded(1);
            LogShare = new AlignedBuffer(Padding.Padded(outputs.End) - Start);
            LogShare.Span.Fill(Far);
            logShare.AsSpan(outputs.First, outputs.Count).CopyTo(LogShare.Span[(outputs.First - Start)..]);
        }

        public int Feature { get; }

        public SlotBlock Outputs { get; }

        /// <summary>The edge below each bin.</summary>
        public float[] Lower { get; }

        /// <summary>The edge above the last bin.</summary>
        public float Highest { get; }

        /// <summary>What a value in a bin costs beside its output, log w − log share.</summary>
        public float[] Constants { get; }

        /// <summary>The first lane, a multiple of 16.</summary>
        public int Start { get; }

        /// <summary>From the first lane on; far below for lanes of others.</summary>
        public AlignedBuffer LogShare { get; }
    }
}
