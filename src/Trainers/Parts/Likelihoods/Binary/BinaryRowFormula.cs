using System.Runtime.CompilerServices;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="Binary"/> in scoring.</summary>
internal readonly struct BinaryRowFormula<TS, TV> : IRowFormula<TV>
    where TS : ISimd<TV>
    where TV : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TV Evaluate(TV x, ref float output, int width, int samples)
    {
        TV zero = default, one = TS.Create(1f), sum = default;
        var nearest = TS.And(TS.GreaterOrEqual(x, TS.Create(0.5f)), one);
        var distance = TS.Subtract(x, nearest);
        var isKnown = TS.Equal(distance, zero);
        for (int s = 0; s < samples; s++)
        {
            var logit = TS.Load(ref Unsafe.Add(ref output, s * width));
            var size = TS.Abs(logit);
            var factor = TS.Add(TS.Create(1f), SimdMath<TS, TV>.Exp(TS.Subtract(zero, size)));
            var known = TS.Subtract(TS.Max(logit, zero), TS.Multiply(nearest, logit));
            sum = TS.Add(sum, TS.Add(TS.Select(isKnown, known, size), SimdMath<TS, TV>.Log(factor)));
        }

        var far = TS.Multiply(TS.Create(Binary.DistanceWeight), distance);
        return TS.Fma(far, distance, TS.Multiply(sum, TS.Create(1f / samples)));
    }
}
