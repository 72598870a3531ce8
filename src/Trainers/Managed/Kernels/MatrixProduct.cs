using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNet.Vae.Managed.Kernels;

/// <summary>
/// C = bias + A · B over one block of rows: C is [m, 64], B is [k, 64], and A[i, p] lies at a[i · rowStride + p · innerStride]. With A a
/// weight [out, in] that is the forward product (strides in, 1) and the gradient of the input (strides 1, in), so that weights are never
/// rearranged. Each number is a sum over p in order with fused multiply-adds, the same on every width of vector. NaN and infinity follow
/// IEEE 754. C overlaps neither A nor B.
/// </summary>
internal static class MatrixProduct
{
    private const int TileRows = 6, TileVectors = 2;

    private static int TileWidth => TileVectors * Vector<float>.Count;

    /// <param name="a">The weights, from the first that is read.</param>
    /// <param name="rowStride">Distance of two rows of A.</param>
    /// <param name="innerStride">Distance of two columns of A.</param>
    /// <param name="b">[inner, 64].</param>
    /// <param name="bias">[rows], or empty for zeros.</param>
    /// <param name="c">Receives [rows, 64].</param>
    public static void Multiply(ReadOnlySpan<float> a, int rowStride, int innerStride, ReadOnlySpan<float> b, ReadOnlySpan<float> bias, Span<float> c)
    {
        int rows = c.Length / RowBlock.Rows, inner = b.Length / RowBlock.Rows;
        ref float c0 = ref MemoryMarshal.GetReference(c);
        ref float a0 = ref MemoryMarshal.GetReference(a);
        int row = 0;
        for (; row + TileRows <= rows; row += TileRows)
        {
            for (int lane = 0; lane < RowBlock.Rows; lane += TileWidth)
            {
                Tile6(
                    ref Unsafe.Add(ref a0, row * rowStride),
                    rowStride,
                    innerStride,
                    ref Unsafe.Add(ref MemoryMarshal.GetReference(b), lane),
                    inner,
                    bias.IsEmpty ? bias : bias.Slice(row, TileRows),
                    ref Unsafe.Add(ref c0, row * RowBlock.Rows + lane));
            }
        }

        for (; row < rows; row++)
        {
            for (int lane = 0; lane < RowBlock.Rows; lane += TileWidth)
            {
                Tile1(
                    ref Unsafe.Add(ref a0, row * rowStride),
                    innerStride,
                    ref Unsafe.Add(ref MemoryMarshal.GetReference(b), lane),
                    inner,
                    bias.IsEmpty ? 0 : bias[row],
                    ref Unsafe.Add(ref c0, row * RowBlock.Rows + lane));
            }
        }
    }

    // Six rows by two vectors: twelve sums, two vectors of B and one broadcast fill fifteen of AVX2's sixteen registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6(ref float a, int rowStride, int innerStride, ref float b, int inner, ReadOnlySpan<float> bias, ref float c)
    {
        Vector<float> c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51;
        if (bias.IsEmpty)
        {
            c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = c40 = c41 = c50 = c51 = Vector<float>.Zero;
        }
        else
        {
            c00 = c01 = new Vector<float>(bias[0]);
            c10 = c11 = new Vector<float>(bias[1]);
            c20 = c21 = new Vector<float>(bias[2]);
            c30 = c31 = new Vector<float>(bias[3]);
            c40 = c41 = new Vector<float>(bias[4]);
            c50 = c51 = new Vector<float>(bias[5]);
        }

        for (int p = 0; p < inner; p++)
        {
            var b0 = Vector.LoadUnsafe(ref b);
            var b1 = Vector.LoadUnsafe(ref b, (nuint)Vector<float>.Count);
            var x = new Vector<float>(a);
            c00 = Vector.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector.FusedMultiplyAdd(x, b1, c01);
            x = new Vector<float>(Unsafe.Add(ref a, rowStride));
            c10 = Vector.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector.FusedMultiplyAdd(x, b1, c11);
            x = new Vector<float>(Unsafe.Add(ref a, 2 * rowStride));
            c20 = Vector.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector.FusedMultiplyAdd(x, b1, c21);
            x = new Vector<float>(Unsafe.Add(ref a, 3 * rowStride));
            c30 = Vector.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector.FusedMultiplyAdd(x, b1, c31);
            x = new Vector<float>(Unsafe.Add(ref a, 4 * rowStride));
            c40 = Vector.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector.FusedMultiplyAdd(x, b1, c41);
            x = new Vector<float>(Unsafe.Add(ref a, 5 * rowStride));
            c50 = Vector.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector.FusedMultiplyAdd(x, b1, c51);
            a = ref Unsafe.Add(ref a, innerStride);
            b = ref Unsafe.Add(ref b, RowBlock.Rows);
        }

        Store(c00, c01, ref c);
        Store(c10, c11, ref Unsafe.Add(ref c, RowBlock.Rows));
        Store(c20, c21, ref Unsafe.Add(ref c, 2 * RowBlock.Rows));
        Store(c30, c31, ref Unsafe.Add(ref c, 3 * RowBlock.Rows));
        Store(c40, c41, ref Unsafe.Add(ref c, 4 * RowBlock.Rows));
        Store(c50, c51, ref Unsafe.Add(ref c, 5 * RowBlock.Rows));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1(ref float a, int innerStride, ref float b, int inner, float bias, ref float c)
    {
        Vector<float> c0 = new(bias), c1 = c0;
        for (int p = 0; p < inner; p++)
        {
            var x = new Vector<float>(a);
            c0 = Vector.FusedMultiplyAdd(x, Vector.LoadUnsafe(ref b), c0);
            c1 = Vector.FusedMultiplyAdd(x, Vector.LoadUnsafe(ref b, (nuint)Vector<float>.Count), c1);
            a = ref Unsafe.Add(ref a, innerStride);
            b = ref Unsafe.Add(ref b, RowBlock.Rows);
        }

        Store(c0, c1, ref c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector<float> first, Vector<float> second, ref float c)
    {
        first.StoreUnsafe(ref c);
        second.StoreUnsafe(ref c, (nuint)Vector<float>.Count);
    }
}
