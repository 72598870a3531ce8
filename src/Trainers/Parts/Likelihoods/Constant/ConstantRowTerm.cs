using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="Constant"/> in scoring.</summary>
internal sealed class ConstantRowTerm<TS, TV>(RowTermShape shape) : IRowTerm
    where TS : ISimd<TV>
    where TV : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Evaluate(ReadOnlySpan<float> row, ReadOnlySpan<float> outputs, int samples, Span<float> scores)
    {
        Debug.Assert(shape.Fits(row, outputs, samples, scores));
        ref float x = ref MemoryMarshal.GetReference(row);
        ref float to = ref MemoryMarshal.GetReference(scores);
        ref float lanes = ref shape.Lanes.Start;
        TV one = TS.Create(1f), cost = TS.Create(Constant.Cost(shape.FeatureCount));
        for (int i = 0; i < row.Length; i += TS.Count)
        {
            var size = TS.Abs(TS.Load(ref Unsafe.Add(ref x, i)));
            var score = TS.And(TS.GreaterOrEqual(size, one), TS.Add(SimdMath<TS, TV>.Log(TS.Max(size, one)), cost));
            TS.Store(TS.Select(TS.Load(ref Unsafe.Add(ref lanes, i)), score, TS.Load(ref Unsafe.Add(ref to, i))), ref Unsafe.Add(ref to, i));
        }
    }
}
