using System.Runtime.CompilerServices;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>What <see cref="Count"/> takes of t = log m/r.</summary>
internal static class CountKernel<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    /// <param name="t">Finite.</param>
    /// <param name="plus">log(1 + eᵗ).</param>
    /// <param name="minus">log(1 + e⁻ᵗ).</param>
    /// <param name="sigmoid">1/(1 + e⁻ᵗ).</param>
    /// <param name="rest">1/(1 + eᵗ).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Evaluate(TV t, out TV plus, out TV minus, out TV sigmoid, out TV rest)
    {
        TV zero = default, one = TS.Create(1f);
        var e = SimdMath<TS, TV>.Exp(TS.Subtract(zero, TS.Abs(t)));
        var sum = TS.Add(one, e);
        // What rounding took from e goes into the logarithm's argument and into its divisor alike.
        var kept = TS.Subtract(sum, one);
        var log = TS.Select(TS.Equal(kept, zero), e, TS.Divide(TS.Multiply(SimdMath<TS, TV>.Log(sum), e), kept));
        plus = TS.Add(TS.Max(t, zero), log);
        minus = TS.Add(TS.Max(TS.Subtract(zero, t), zero), log);
        TV larger = TS.Divide(one, sum), lesser = TS.Divide(e, sum);
        var isPositive = TS.GreaterOrEqual(t, zero);
        sigmoid = TS.Select(isPositive, larger, lesser);
        rest = TS.Select(isPositive, lesser, larger);
    }
}
