using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="Binary"/> in scoring.</summary>
internal sealed class BinaryRowTerm<TS, TV>(RowTermShape shape) : IRowTerm
    where TS : ISimd<TV>
    where TV : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Evaluate(ReadOnlySpan<float> row, ReadOnlySpan<float> outputs, int samples, Span<float> scores)
    {
        Debug.Assert(shape.Fits(row, outputs, samples, scores));
        ref float x = ref MemoryMarshal.GetReference(row);
        ref float y = ref MemoryMarshal.GetReference(outputs);
        ref float to = ref MemoryMarshal.GetReference(scores);
        ref float lanes = ref shape.Lanes.Start;
        for (int i = 0; i < row.Length; i += TS.Count)
        {
            var score = Evaluate(TS.Load(ref Unsafe.Add(ref x, i)), ref Unsafe.Add(ref y, i), row.Length, samples);
            if (!shape.IsAlone)
                score = TS.Select(TS.Load(ref Unsafe.Add(ref lanes, i)), score, TS.Load(ref Unsafe.Add(ref to, i)));
            TS.Store(score, ref Unsafe.Add(ref to, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Evaluate(TV x, ref float logits, int width, int samples)
    {
        TV zero = default, one = TS.Create(1f), sum = default;
        var nearest = TS.And(TS.GreaterOrEqual(x, TS.Create(0.5f)), one);
        var distance = TS.Subtract(x, nearest);
        var isKnown = TS.Equal(distance, zero);
        for (int s = 0; s < samples; s++)
        {
            var logit = TS.Load(ref Unsafe.Add(ref logits, s * width));
            var size = TS.Abs(logit);
            var factor = SimdMath<TS, TV>.OnePlusExp(TS.Subtract(zero, size));
            var known = TS.Subtract(TS.Max(logit, zero), TS.Multiply(nearest, logit));
            sum = TS.Add(sum, TS.Add(TS.Select(isKnown, known, size), SimdMath<TS, TV>.Log(factor)));
        }

        var far = TS.Multiply(TS.Create(Binary.DistanceWeight), distance);
        return TS.Fma(far, distance, TS.Multiply(sum, TS.Create(1f / samples)));
    }
}
