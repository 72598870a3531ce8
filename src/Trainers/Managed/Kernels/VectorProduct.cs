using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNet.Vae.Managed.Kernels;

/// <summary>
/// y = bias + x · W for one row: W is [inputs, width] with the outputs side by side, so that they are the lanes of every vector. Each
/// output is a sum over the inputs in order. The width is a multiple of 16. y overlaps nothing.
/// </summary>
internal static class VectorProduct
{
    /// <summary>Outputs are filled up with zeros to a multiple of this.</summary>
    public const int Padding = 16;

    public static int Padded(int outputs) => (outputs + Padding - 1) / Padding * Padding;

    /// <param name="x">[inputs].</param>
    /// <param name="weights">[inputs, width].</param>
    /// <param name="bias">[width].</param>
    /// <param name="y">Receives [width].</param>
    public static void Multiply(ReadOnlySpan<float> x, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> y)
    {
        int width = bias.Length, lane = 0;
        for (; lane + 4 * Vector<float>.Count <= width; lane += 4 * Vector<float>.Count)
            Tile4(x, ref Unsafe.Add(ref MemoryMarshal.GetReference(weights), lane), width, bias[lane..], y[lane..]);
        for (; lane < width; lane += Vector<float>.Count)
            Tile1(x, ref Unsafe.Add(ref MemoryMarshal.GetReference(weights), lane), width, bias[lane..], y[lane..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4(ReadOnlySpan<float> x, ref float weights, int width, ReadOnlySpan<float> bias, Span<float> y)
    {
        nuint n = (nuint)Vector<float>.Count;
        ref float b = ref MemoryMarshal.GetReference(bias);
        var y0 = Vector.LoadUnsafe(ref b);
        var y1 = Vector.LoadUnsafe(ref b, n);
        var y2 = Vector.LoadUnsafe(ref b, 2 * n);
        var y3 = Vector.LoadUnsafe(ref b, 3 * n);
        for (int i = 0; i < x.Length; i++)
        {
            var value = new Vector<float>(x[i]);
            y0 = Vector.FusedMultiplyAdd(value, Vector.LoadUnsafe(ref weights), y0);
            y1 = Vector.FusedMultiplyAdd(value, Vector.LoadUnsafe(ref weights, n), y1);
            y2 = Vector.FusedMultiplyAdd(value, Vector.LoadUnsafe(ref weights, 2 * n), y2);
            y3 = Vector.FusedMultiplyAdd(value, Vector.LoadUnsafe(ref weights, 3 * n), y3);
            weights = ref Unsafe.Add(ref weights, width);
        }

        ref float to = ref MemoryMarshal.GetReference(y);
        y0.StoreUnsafe(ref to);
        y1.StoreUnsafe(ref to, n);
        y2.StoreUnsafe(ref to, 2 * n);
        y3.StoreUnsafe(ref to, 3 * n);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1(ReadOnlySpan<float> x, ref float weights, int width, ReadOnlySpan<float> bias, Span<float> y)
    {
        var sum = Vector.LoadUnsafe(ref MemoryMarshal.GetReference(bias));
        for (int i = 0; i < x.Length; i++)
        {
            sum = Vector.FusedMultiplyAdd(new Vector<float>(x[i]), Vector.LoadUnsafe(ref weights), sum);
            weights = ref Unsafe.Add(ref weights, width);
        }

        sum.StoreUnsafe(ref MemoryMarshal.GetReference(y));
    }
}
