using System.Runtime.CompilerServices;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="Bernoulli"/> in scoring.</summary>
internal readonly struct BernoulliRowFormula<TS, TV> : IRowFormula<TV>
    where TS : ISimd<TV>
    where TV : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TV Evaluate(TV x, ref float output, int width, int samples)
    {
        TV zero = default, one = TS.Create(1f), sum = default;
        var inside = TS.Min(TS.Max(x, zero), one);
        var outside = TS.Subtract(x, inside);
        for (int s = 0; s < samples; s++)
        {
            var logit = TS.Load(ref Unsafe.Add(ref output, s * width));
            var factor = TS.Add(TS.Create(1f), SimdMath<TS, TV>.Exp(TS.Subtract(zero, TS.Abs(logit))));
            var crossEntropy = TS.Add(TS.Subtract(TS.Max(logit, zero), TS.Multiply(inside, logit)), SimdMath<TS, TV>.Log(factor));
            sum = TS.Add(sum, crossEntropy);
        }

        return TS.Fma(TS.Multiply(TS.Create(0.5f), outside), outside, TS.Multiply(sum, TS.Create(1f / samples)));
    }
}
