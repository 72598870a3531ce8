using System.Runtime.CompilerServices;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Numerics.Products;

/// <summary>
/// The inner loops of every product, C = end(Σ A · B): a tile of C stays in registers, six, two or one rows by four, two or one vectors. A
/// number of A is broadcast against vectors of B, so that A is read in any order and never rearranged. Six rows by four vectors keep 24
/// sums, which hides the latency of a multiply-add and leaves room for four vectors of B among 32 registers; six by two do the same for the
/// 16 registers of AVX2.
/// </summary>
internal static class ProductTiles<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    /// <summary>Vectors in the widest tile.</summary>
    public static int WidestTile => TS.Count == 8 ? 2 : 4; // vectors of eight floats mean sixteen registers

    /// <summary>One tile of six, two or one rows by four, two or one vectors.</summary>
    public static void Multiply<TEpilogue>(in ProductShape s, int rows, int vectors, ref float a, ref float b, ref float c, ref float end)
        where TEpilogue : struct, IProductEpilogue
    {
        switch (rows, vectors)
        {
            case (6, 4): Tile<TEpilogue, Six, Four>(s, ref a, ref b, ref c, ref end); break;
            case (6, 2): Tile<TEpilogue, Six, Two>(s, ref a, ref b, ref c, ref end); break;
            case (6, _): Tile<TEpilogue, Six, One>(s, ref a, ref b, ref c, ref end); break;
            case (2, 4): Tile<TEpilogue, Two, Four>(s, ref a, ref b, ref c, ref end); break;
            case (2, 2): Tile<TEpilogue, Two, Two>(s, ref a, ref b, ref c, ref end); break;
            case (2, _): Tile<TEpilogue, Two, One>(s, ref a, ref b, ref c, ref end); break;
            case (_, 4): Tile<TEpilogue, One, Four>(s, ref a, ref b, ref c, ref end); break;
            case (_, 2): Tile<TEpilogue, One, Two>(s, ref a, ref b, ref c, ref end); break;
            default: Tile<TEpilogue, One, One>(s, ref a, ref b, ref c, ref end); break;
        }
    }

    // The compiler makes a copy for each size, in which the rows and vectors that a smaller tile lacks are gone: every condition on TRows
    // and TVectors is a constant.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TEpilogue, TRows, TVectors>(in ProductShape s, ref float a, ref float b, ref float c, ref float end)
        where TEpilogue : struct, IProductEpilogue
        where TRows : struct, ITileSide
        where TVectors : struct, ITileSide
    {
        Start<TEpilogue, TRows, TVectors>(ref c, ref end, 0, s.OutputStride, out var c00, out var c01, out var c02, out var c03);
        Start<TEpilogue, TRows, TVectors>(ref c, ref end, 1, s.OutputStride, out var c10, out var c11, out var c12, out var c13);
        Start<TEpilogue, TRows, TVectors>(ref c, ref end, 2, s.OutputStride, out var c20, out var c21, out var c22, out var c23);
        Start<TEpilogue, TRows, TVectors>(ref c, ref end, 3, s.OutputStride, out var c30, out var c31, out var c32, out var c33);
        Start<TEpilogue, TRows, TVectors>(ref c, ref end, 4, s.OutputStride, out var c40, out var c41, out var c42, out var c43);
        Start<TEpilogue, TRows, TVectors>(ref c, ref end, 5, s.OutputStride, out var c50, out var c51, out var c52, out var c53);
        int inner = s.Inner;
        nint row = s.RowStride, next = s.InnerStride, nextInput = s.InputStride;
        for (int block = 0; block < s.Blocks; block++)
        {
            ref float x = ref a;
            for (int k = 0; k < inner; k++)
            {
                TV b0 = Load<TVectors>(ref b, 0), b1 = Load<TVectors>(ref b, 1);
                TV b2 = Load<TVectors>(ref b, 2), b3 = Load<TVectors>(ref b, 3);
                Add<TRows, TVectors>(ref x, 0, row, b0, b1, b2, b3, ref c00, ref c01, ref c02, ref c03);
                Add<TRows, TVectors>(ref x, 1, row, b0, b1, b2, b3, ref c10, ref c11, ref c12, ref c13);
                Add<TRows, TVectors>(ref x, 2, row, b0, b1, b2, b3, ref c20, ref c21, ref c22, ref c23);
                Add<TRows, TVectors>(ref x, 3, row, b0, b1, b2, b3, ref c30, ref c31, ref c32, ref c33);
                Add<TRows, TVectors>(ref x, 4, row, b0, b1, b2, b3, ref c40, ref c41, ref c42, ref c43);
                Add<TRows, TVectors>(ref x, 5, row, b0, b1, b2, b3, ref c50, ref c51, ref c52, ref c53);
                x = ref Unsafe.Add(ref x, next);
                b = ref Unsafe.Add(ref b, nextInput);
            }

            a = ref Unsafe.Add(ref a, s.BlockStride);
        }

        nint stride = s.OutputStride;
        Finish<TEpilogue, TRows, TVectors>(c00, c01, c02, c03, ref c, ref end, 0, stride);
        Finish<TEpilogue, TRows, TVectors>(c10, c11, c12, c13, ref c, ref end, 1, stride);
        Finish<TEpilogue, TRows, TVectors>(c20, c21, c22, c23, ref c, ref end, 2, stride);
        Finish<TEpilogue, TRows, TVectors>(c30, c31, c32, c33, ref c, ref end, 3, stride);
        Finish<TEpilogue, TRows, TVectors>(c40, c41, c42, c43, ref c, ref end, 4, stride);
        Finish<TEpilogue, TRows, TVectors>(c50, c51, c52, c53, ref c, ref end, 5, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Start<TEpilogue, TRows, TVectors>(
        ref float c, ref float end, int row, nint stride, out TV c0, out TV c1, out TV c2, out TV c3)
        where TEpilogue : struct, IProductEpilogue
        where TRows : struct, ITileSide
        where TVectors : struct, ITileSide
    {
        if (TEpilogue.ContinuesSums && row < TRows.Length)
        {
            c = ref Unsafe.Add(ref c, row * stride);
            c0 = Load<TVectors>(ref c, 0);
            c1 = Load<TVectors>(ref c, 1);
            c2 = Load<TVectors>(ref c, 2);
            c3 = Load<TVectors>(ref c, 3);
            return;
        }

        c0 = TEpilogue.AddsRowBias && row < TRows.Length ? TS.Create(Unsafe.Add(ref end, row)) : default;
        c1 = c2 = c3 = c0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Load<TVectors>(ref float b, int vector)
        where TVectors : struct, ITileSide =>
        vector < TVectors.Length ? TS.Load(ref Unsafe.Add(ref b, vector * TS.Count)) : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TRows, TVectors>(
        ref float x, int row, nint stride, TV b0, TV b1, TV b2, TV b3, ref TV c0, ref TV c1, ref TV c2, ref TV c3)
        where TRows : struct, ITileSide
        where TVectors : struct, ITileSide
    {
        if (row >= TRows.Length)
            return;
        var value = TS.Create(Unsafe.Add(ref x, row * stride));
        c0 = TS.Fma(value, b0, c0);
        if (TVectors.Length > 1)
            c1 = TS.Fma(value, b1, c1);
        if (TVectors.Length > 2)
        {
            c2 = TS.Fma(value, b2, c2);
            c3 = TS.Fma(value, b3, c3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TEpilogue, TRows, TVectors>(TV c0, TV c1, TV c2, TV c3, ref float c, ref float end, int row, nint stride)
        where TEpilogue : struct, IProductEpilogue
        where TRows : struct, ITileSide
        where TVectors : struct, ITileSide
    {
        if (row >= TRows.Length)
            return;
        Finish<TEpilogue>(c0, ref c, ref end, row * stride, 0);
        if (TVectors.Length > 1)
            Finish<TEpilogue>(c1, ref c, ref end, row * stride, 1);
        if (TVectors.Length > 2)
        {
            Finish<TEpilogue>(c2, ref c, ref end, row * stride, 2);
            Finish<TEpilogue>(c3, ref c, ref end, row * stride, 3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TEpilogue>(TV sum, ref float c, ref float end, nint rowAt, int vector)
        where TEpilogue : struct, IProductEpilogue
    {
        int column = vector * TS.Count;
        if (TEpilogue.AddsColumnBias)
            sum = TS.Add(sum, TS.Load(ref Unsafe.Add(ref end, column)));
        if (TEpilogue.MultipliesByEpilogue)
            sum = TS.Multiply(sum, TS.Load(ref Unsafe.Add(ref end, rowAt + column)));
        TS.Store(sum, ref Unsafe.Add(ref c, rowAt + column));
    }
}
