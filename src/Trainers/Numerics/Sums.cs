using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Numerics;

/// <summary>Sums in an order that depends on the length alone. Lengths are multiples of 16.</summary>
internal static class Sums<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    /// <summary>Σ x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double OfSquares(ReadOnlySpan<float> values)
    {
        Debug.Assert(Padding.IsPadded(values.Length));
        ref float x = ref MemoryMarshal.GetReference(values);
        TV sum = default;
        for (int i = 0; i < values.Length; i += TS.Count)
        {
            var value = TS.Load(ref Unsafe.Add(ref x, i));
            sum = TS.Fma(value, value, sum);
        }

        return TS.Sum(sum);
    }

    /// <summary>Σ x over one row of 64 in each of some blocks.</summary>
    /// <param name="values">From the row in the first block.</param>
    /// <param name="blocks">Number of blocks.</param>
    /// <param name="blockStride">Distance of two blocks.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float OfRow(ReadOnlySpan<float> values, int blocks, int blockStride)
    {
        Debug.Assert(blocks == 0 || values.Length >= (blocks - 1) * blockStride + RowBlock.Rows);
        ref float x = ref MemoryMarshal.GetReference(values);
        TV sum = default;
        for (int block = 0; block < blocks; block++)
        {
            for (int i = 0; i < RowBlock.Rows; i += TS.Count)
                sum = TS.Add(sum, TS.Load(ref Unsafe.Add(ref x, block * blockStride + i)));
        }

        return TS.Sum(sum);
    }
}
