using System.Runtime.CompilerServices;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="Constant"/> in scoring.</summary>
/// <param name="cost">What a change costs, in nats, but for its size.</param>
internal readonly struct ConstantRowFormula<TS, TV>(float cost) : IRowFormula<TV>
    where TS : ISimd<TV>
    where TV : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TV Evaluate(TV x, ref float output, int width, int samples)
    {
        TV one = TS.Create(1f), size = TS.Abs(x);
        return TS.And(TS.GreaterOrEqual(size, one), TS.Add(SimdMath<TS, TV>.Log(TS.Max(size, one)), TS.Create(cost)));
    }
}
