using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="Bernoulli"/> in scoring.</summary>
internal sealed class BernoulliRowTerm<TS, TV>(RowTermShape shape) : IRowTerm
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
        var inside = TS.Min(TS.Max(x, zero), one);
        var outside = TS.Subtract(x, inside);
        for (int s = 0; s < samples; s++)
        {
            var logit = TS.Load(ref Unsafe.Add(ref logits, s * width));
            var factor = SimdMath<TS, TV>.OnePlusExp(TS.Subtract(zero, TS.Abs(logit)));
            var crossEntropy = TS.Add(TS.Subtract(TS.Max(logit, zero), TS.Multiply(inside, logit)), SimdMath<TS, TV>.Log(factor));
            sum = TS.Add(sum, crossEntropy);
        }

        return TS.Fma(TS.Multiply(TS.Create(0.5f), outside), outside, TS.Multiply(sum, TS.Create(1f / samples)));
    }
}
