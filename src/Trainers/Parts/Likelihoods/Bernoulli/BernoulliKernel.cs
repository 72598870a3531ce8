using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// The Bernoulli negative log likelihood of one feature over a block of rows: the cross-entropy log(1 + eˡ) − x l of the logit l, as max(l,
/// 0) − x l + log(1 + e⁻|l|), which does not overflow. A row whose target is NaN is not observed and takes no part.
/// </summary>
internal static class BernoulliKernel<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    /// <param name="output">The decoder's logit l, [64]; receives the gradient by l times <paramref name="weight"/>.</param>
    /// <param name="target">x, [64], in [0, 1]; NaN where it is not observed.</param>
    /// <param name="weight">Weight of a row in the loss.</param>
    /// <returns>The sum over the rows, in nats, not weighted.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Evaluate(Span<float> output, ReadOnlySpan<float> target, float weight)
    {
        Debug.Assert(output.Length >= RowBlock.Rows && target.Length >= RowBlock.Rows);
        ref float l = ref MemoryMarshal.GetReference(output);
        ref float x = ref MemoryMarshal.GetReference(target);
        TV zero = default, one = TS.Create(1f), scale = TS.Create(weight), sum = default;
        // The factors 1 + e⁻|l| are at most 2, so those of all vectors are multiplied first and one logarithm is taken.
        var product = one;
        for (int i = 0; i < RowBlock.Rows; i += TS.Count)
        {
            var logit = TS.Load(ref Unsafe.Add(ref l, i));
            var value = TS.Load(ref Unsafe.Add(ref x, i));
            var observed = TS.Equal(value, value);
            var e = SimdMath<TS, TV>.Exp(TS.Subtract(zero, TS.Abs(logit)));
            var factor = TS.Add(one, e);
            var likelier = TS.Divide(one, factor);
            var probability = TS.Select(TS.GreaterOrEqual(logit, zero), likelier, TS.Multiply(e, likelier));
            product = TS.Multiply(product, TS.Select(observed, factor, one));
            sum = TS.Add(sum, TS.And(observed, TS.Subtract(TS.Max(logit, zero), TS.Multiply(value, logit))));
            TS.Store(TS.And(observed, TS.Multiply(TS.Subtract(probability, value), scale)), ref Unsafe.Add(ref l, i));
        }

        return TS.Sum(TS.Add(sum, SimdMath<TS, TV>.Log(product)));
    }
}
