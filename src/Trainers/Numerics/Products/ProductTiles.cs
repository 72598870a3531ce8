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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TEpilogue>(in ProductShape s, int rows, int vectors, ref float a, ref float b, ref float c, ref float end)
        where TEpilogue : struct, IProductEpilogue
    {
        switch (rows, vectors)
        {
            case (6, 4): Rows6By4<TEpilogue>(s, ref a, ref b, ref c, ref end); break;
            case (6, 2): Rows6By2<TEpilogue>(s, ref a, ref b, ref c, ref end); break;
            case (6, _): Rows6By1<TEpilogue>(s, ref a, ref b, ref c, ref end); break;
            case (2, 4): Rows2By4<TEpilogue>(s, ref a, ref b, ref c, ref end); break;
            case (2, 2): Rows2By2<TEpilogue>(s, ref a, ref b, ref c, ref end); break;
            case (2, _): Rows2By1<TEpilogue>(s, ref a, ref b, ref c, ref end); break;
            case (_, 4): Rows1By4<TEpilogue>(s, ref a, ref b, ref c, ref end); break;
            case (_, 2): Rows1By2<TEpilogue>(s, ref a, ref b, ref c, ref end); break;
            default: Rows1By1<TEpilogue>(s, ref a, ref b, ref c, ref end); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows6By4<TEpilogue>(in ProductShape s, ref float a, ref float b, ref float c, ref float end)
        where TEpilogue : struct, IProductEpilogue
    {
        TV c00 = Start<TEpilogue>(ref end, 0), c01 = Start<TEpilogue>(ref end, 0),
            c02 = Start<TEpilogue>(ref end, 0), c03 = Start<TEpilogue>(ref end, 0);
        TV c10 = Start<TEpilogue>(ref end, 1), c11 = Start<TEpilogue>(ref end, 1),
            c12 = Start<TEpilogue>(ref end, 1), c13 = Start<TEpilogue>(ref end, 1);
        TV c20 = Start<TEpilogue>(ref end, 2), c21 = Start<TEpilogue>(ref end, 2),
            c22 = Start<TEpilogue>(ref end, 2), c23 = Start<TEpilogue>(ref end, 2);
        TV c30 = Start<TEpilogue>(ref end, 3), c31 = Start<TEpilogue>(ref end, 3),
            c32 = Start<TEpilogue>(ref end, 3), c33 = Start<TEpilogue>(ref end, 3);
        TV c40 = Start<TEpilogue>(ref end, 4), c41 = Start<TEpilogue>(ref end, 4),
            c42 = Start<TEpilogue>(ref end, 4), c43 = Start<TEpilogue>(ref end, 4);
        TV c50 = Start<TEpilogue>(ref end, 5), c51 = Start<TEpilogue>(ref end, 5),
            c52 = Start<TEpilogue>(ref end, 5), c53 = Start<TEpilogue>(ref end, 5);
        int inner = s.Inner;
        nint row = s.RowStride, next = s.InnerStride, nextInput = s.InputStride;
        for (int block = 0; block < s.Blocks; block++)
        {
            ref float x = ref a;
            for (int k = 0; k < inner; k++)
            {
                var b0 = TS.Load(ref b);
                var b1 = TS.Load(ref Unsafe.Add(ref b, TS.Count));
                var b2 = TS.Load(ref Unsafe.Add(ref b, 2 * TS.Count));
                var b3 = TS.Load(ref Unsafe.Add(ref b, 3 * TS.Count));
                var v = TS.Create(x);
                c00 = TS.Fma(v, b0, c00);
                c01 = TS.Fma(v, b1, c01);
                c02 = TS.Fma(v, b2, c02);
                c03 = TS.Fma(v, b3, c03);
                v = TS.Create(Unsafe.Add(ref x, row));
                c10 = TS.Fma(v, b0, c10);
                c11 = TS.Fma(v, b1, c11);
                c12 = TS.Fma(v, b2, c12);
                c13 = TS.Fma(v, b3, c13);
                v = TS.Create(Unsafe.Add(ref x, 2 * row));
                c20 = TS.Fma(v, b0, c20);
                c21 = TS.Fma(v, b1, c21);
                c22 = TS.Fma(v, b2, c22);
                c23 = TS.Fma(v, b3, c23);
                v = TS.Create(Unsafe.Add(ref x, 3 * row));
                c30 = TS.Fma(v, b0, c30);
                c31 = TS.Fma(v, b1, c31);
                c32 = TS.Fma(v, b2, c32);
                c33 = TS.Fma(v, b3, c33);
                v = TS.Create(Unsafe.Add(ref x, 4 * row));
                c40 = TS.Fma(v, b0, c40);
                c41 = TS.Fma(v, b1, c41);
                c42 = TS.Fma(v, b2, c42);
                c43 = TS.Fma(v, b3, c43);
                v = TS.Create(Unsafe.Add(ref x, 5 * row));
                c50 = TS.Fma(v, b0, c50);
                c51 = TS.Fma(v, b1, c51);
                c52 = TS.Fma(v, b2, c52);
                c53 = TS.Fma(v, b3, c53);
                x = ref Unsafe.Add(ref x, next);
                b = ref Unsafe.Add(ref b, nextInput);
            }

            a = ref Unsafe.Add(ref a, s.BlockStride);
        }

        Finish<TEpilogue>(c00, ref c, ref end, 0, 0);
        Finish<TEpilogue>(c01, ref c, ref end, TS.Count, 1);
        Finish<TEpilogue>(c02, ref c, ref end, 2 * TS.Count, 2);
        Finish<TEpilogue>(c03, ref c, ref end, 3 * TS.Count, 3);
        Finish<TEpilogue>(c10, ref c, ref end, s.OutputStride, 0);
        Finish<TEpilogue>(c11, ref c, ref end, s.OutputStride + TS.Count, 1);
        Finish<TEpilogue>(c12, ref c, ref end, s.OutputStride + 2 * TS.Count, 2);
        Finish<TEpilogue>(c13, ref c, ref end, s.OutputStride + 3 * TS.Count, 3);
        Finish<TEpilogue>(c20, ref c, ref end, 2 * s.OutputStride, 0);
        Finish<TEpilogue>(c21, ref c, ref end, 2 * s.OutputStride + TS.Count, 1);
        Finish<TEpilogue>(c22, ref c, ref end, 2 * s.OutputStride + 2 * TS.Count, 2);
        Finish<TEpilogue>(c23, ref c, ref end, 2 * s.OutputStride + 3 * TS.Count, 3);
        Finish<TEpilogue>(c30, ref c, ref end, 3 * s.OutputStride, 0);
        Finish<TEpilogue>(c31, ref c, ref end, 3 * s.OutputStride + TS.Count, 1);
        Finish<TEpilogue>(c32, ref c, ref end, 3 * s.OutputStride + 2 * TS.Count, 2);
        Finish<TEpilogue>(c33, ref c, ref end, 3 * s.OutputStride + 3 * TS.Count, 3);
        Finish<TEpilogue>(c40, ref c, ref end, 4 * s.OutputStride, 0);
        Finish<TEpilogue>(c41, ref c, ref end, 4 * s.OutputStride + TS.Count, 1);
        Finish<TEpilogue>(c42, ref c, ref end, 4 * s.OutputStride + 2 * TS.Count, 2);
        Finish<TEpilogue>(c43, ref c, ref end, 4 * s.OutputStride + 3 * TS.Count, 3);
        Finish<TEpilogue>(c50, ref c, ref end, 5 * s.OutputStride, 0);
        Finish<TEpilogue>(c51, ref c, ref end, 5 * s.OutputStride + TS.Count, 1);
        Finish<TEpilogue>(c52, ref c, ref end, 5 * s.OutputStride + 2 * TS.Count, 2);
        Finish<TEpilogue>(c53, ref c, ref end, 5 * s.OutputStride + 3 * TS.Count, 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows6By2<TEpilogue>(in ProductShape s, ref float a, ref float b, ref float c, ref float end)
        where TEpilogue : struct, IProductEpilogue
    {
        TV c00 = Start<TEpilogue>(ref end, 0), c01 = Start<TEpilogue>(ref end, 0);
        TV c10 = Start<TEpilogue>(ref end, 1), c11 = Start<TEpilogue>(ref end, 1);
        TV c20 = Start<TEpilogue>(ref end, 2), c21 = Start<TEpilogue>(ref end, 2);
        TV c30 = Start<TEpilogue>(ref end, 3), c31 = Start<TEpilogue>(ref end, 3);
        TV c40 = Start<TEpilogue>(ref end, 4), c41 = Start<TEpilogue>(ref end, 4);
        TV c50 = Start<TEpilogue>(ref end, 5), c51 = Start<TEpilogue>(ref end, 5);
        int inner = s.Inner;
        nint row = s.RowStride, next = s.InnerStride, nextInput = s.InputStride;
        for (int block = 0; block < s.Blocks; block++)
        {
            ref float x = ref a;
            for (int k = 0; k < inner; k++)
            {
                var b0 = TS.Load(ref b);
                var b1 = TS.Load(ref Unsafe.Add(ref b, TS.Count));
                var v = TS.Create(x);
                c00 = TS.Fma(v, b0, c00);
                c01 = TS.Fma(v, b1, c01);
                v = TS.Create(Unsafe.Add(ref x, row));
                c10 = TS.Fma(v, b0, c10);
                c11 = TS.Fma(v, b1, c11);
                v = TS.Create(Unsafe.Add(ref x, 2 * row));
                c20 = TS.Fma(v, b0, c20);
                c21 = TS.Fma(v, b1, c21);
                v = TS.Create(Unsafe.Add(ref x, 3 * row));
                c30 = TS.Fma(v, b0, c30);
                c31 = TS.Fma(v, b1, c31);
                v = TS.Create(Unsafe.Add(ref x, 4 * row));
                c40 = TS.Fma(v, b0, c40);
                c41 = TS.Fma(v, b1, c41);
                v = TS.Create(Unsafe.Add(ref x, 5 * row));
                c50 = TS.Fma(v, b0, c50);
                c51 = TS.Fma(v, b1, c51);
                x = ref Unsafe.Add(ref x, next);
                b = ref Unsafe.Add(ref b, nextInput);
            }

            a = ref Unsafe.Add(ref a, s.BlockStride);
        }

        Finish<TEpilogue>(c00, ref c, ref end, 0, 0);
        Finish<TEpilogue>(c01, ref c, ref end, TS.Count, 1);
        Finish<TEpilogue>(c10, ref c, ref end, s.OutputStride, 0);
        Finish<TEpilogue>(c11, ref c, ref end, s.OutputStride + TS.Count, 1);
        Finish<TEpilogue>(c20, ref c, ref end, 2 * s.OutputStride, 0);
        Finish<TEpilogue>(c21, ref c, ref end, 2 * s.OutputStride + TS.Count, 1);
        Finish<TEpilogue>(c30, ref c, ref end, 3 * s.OutputStride, 0);
        Finish<TEpilogue>(c31, ref c, ref end, 3 * s.OutputStride + TS.Count, 1);
        Finish<TEpilogue>(c40, ref c, ref end, 4 * s.OutputStride, 0);
        Finish<TEpilogue>(c41, ref c, ref end, 4 * s.OutputStride + TS.Count, 1);
        Finish<TEpilogue>(c50, ref c, ref end, 5 * s.OutputStride, 0);
        Finish<TEpilogue>(c51, ref c, ref end, 5 * s.OutputStride + TS.Count, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows6By1<TEpilogue>(in ProductShape s, ref float a, ref float b, ref float c, ref float end)
        where TEpilogue : struct, IProductEpilogue
    {
        TV c00 = Start<TEpilogue>(ref end, 0);
        TV c10 = Start<TEpilogue>(ref end, 1);
        TV c20 = Start<TEpilogue>(ref end, 2);
        TV c30 = Start<TEpilogue>(ref end, 3);
        TV c40 = Start<TEpilogue>(ref end, 4);
        TV c50 = Start<TEpilogue>(ref end, 5);
        int inner = s.Inner;
        nint row = s.RowStride, next = s.InnerStride, nextInput = s.InputStride;
        for (int block = 0; block < s.Blocks; block++)
        {
            ref float x = ref a;
            for (int k = 0; k < inner; k++)
            {
                var b0 = TS.Load(ref b);
                var v = TS.Create(x);
                c00 = TS.Fma(v, b0, c00);
                v = TS.Create(Unsafe.Add(ref x, row));
                c10 = TS.Fma(v, b0, c10);
                v = TS.Create(Unsafe.Add(ref x, 2 * row));
                c20 = TS.Fma(v, b0, c20);
                v = TS.Create(Unsafe.Add(ref x, 3 * row));
                c30 = TS.Fma(v, b0, c30);
                v = TS.Create(Unsafe.Add(ref x, 4 * row));
                c40 = TS.Fma(v, b0, c40);
                v = TS.Create(Unsafe.Add(ref x, 5 * row));
                c50 = TS.Fma(v, b0, c50);
                x = ref Unsafe.Add(ref x, next);
                b = ref Unsafe.Add(ref b, nextInput);
            }

            a = ref Unsafe.Add(ref a, s.BlockStride);
        }

        Finish<TEpilogue>(c00, ref c, ref end, 0, 0);
        Finish<TEpilogue>(c10, ref c, ref end, s.OutputStride, 0);
        Finish<TEpilogue>(c20, ref c, ref end, 2 * s.OutputStride, 0);
        Finish<TEpilogue>(c30, ref c, ref end, 3 * s.OutputStride, 0);
        Finish<TEpilogue>(c40, ref c, ref end, 4 * s.OutputStride, 0);
        Finish<TEpilogue>(c50, ref c, ref end, 5 * s.OutputStride, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows2By4<TEpilogue>(in ProductShape s, ref float a, ref float b, ref float c, ref float end)
        where TEpilogue : struct, IProductEpilogue
    {
        TV c00 = Start<TEpilogue>(ref end, 0), c01 = Start<TEpilogue>(ref end, 0),
            c02 = Start<TEpilogue>(ref end, 0), c03 = Start<TEpilogue>(ref end, 0);
        TV c10 = Start<TEpilogue>(ref end, 1), c11 = Start<TEpilogue>(ref end, 1),
            c12 = Start<TEpilogue>(ref end, 1), c13 = Start<TEpilogue>(ref end, 1);
        int inner = s.Inner;
        nint row = s.RowStride, next = s.InnerStride, nextInput = s.InputStride;
        for (int block = 0; block < s.Blocks; block++)
        {
            ref float x = ref a;
            for (int k = 0; k < inner; k++)
            {
                var b0 = TS.Load(ref b);
                var b1 = TS.Load(ref Unsafe.Add(ref b, TS.Count));
                var b2 = TS.Load(ref Unsafe.Add(ref b, 2 * TS.Count));
                var b3 = TS.Load(ref Unsafe.Add(ref b, 3 * TS.Count));
                var v = TS.Create(x);
                c00 = TS.Fma(v, b0, c00);
                c01 = TS.Fma(v, b1, c01);
                c02 = TS.Fma(v, b2, c02);
                c03 = TS.Fma(v, b3, c03);
                v = TS.Create(Unsafe.Add(ref x, row));
                c10 = TS.Fma(v, b0, c10);
                c11 = TS.Fma(v, b1, c11);
                c12 = TS.Fma(v, b2, c12);
                c13 = TS.Fma(v, b3, c13);
                x = ref Unsafe.Add(ref x, next);
                b = ref Unsafe.Add(ref b, nextInput);
            }

            a = ref Unsafe.Add(ref a, s.BlockStride);
        }

        Finish<TEpilogue>(c00, ref c, ref end, 0, 0);
        Finish<TEpilogue>(c01, ref c, ref end, TS.Count, 1);
        Finish<TEpilogue>(c02, ref c, ref end, 2 * TS.Count, 2);
        Finish<TEpilogue>(c03, ref c, ref end, 3 * TS.Count, 3);
        Finish<TEpilogue>(c10, ref c, ref end, s.OutputStride, 0);
        Finish<TEpilogue>(c11, ref c, ref end, s.OutputStride + TS.Count, 1);
        Finish<TEpilogue>(c12, ref c, ref end, s.OutputStride + 2 * TS.Count, 2);
        Finish<TEpilogue>(c13, ref c, ref end, s.OutputStride + 3 * TS.Count, 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows2By2<TEpilogue>(in ProductShape s, ref float a, ref float b, ref float c, ref float end)
        where TEpilogue : struct, IProductEpilogue
    {
        TV c00 = Start<TEpilogue>(ref end, 0), c01 = Start<TEpilogue>(ref end, 0);
        TV c10 = Start<TEpilogue>(ref end, 1), c11 = Start<TEpilogue>(ref end, 1);
        int inner = s.Inner;
        nint row = s.RowStride, next = s.InnerStride, nextInput = s.InputStride;
        for (int block = 0; block < s.Blocks; block++)
        {
            ref float x = ref a;
            for (int k = 0; k < inner; k++)
            {
                var b0 = TS.Load(ref b);
                var b1 = TS.Load(ref Unsafe.Add(ref b, TS.Count));
                var v = TS.Create(x);
                c00 = TS.Fma(v, b0, c00);
                c01 = TS.Fma(v, b1, c01);
                v = TS.Create(Unsafe.Add(ref x, row));
                c10 = TS.Fma(v, b0, c10);
                c11 = TS.Fma(v, b1, c11);
                x = ref Unsafe.Add(ref x, next);
                b = ref Unsafe.Add(ref b, nextInput);
            }

            a = ref Unsafe.Add(ref a, s.BlockStride);
        }

        Finish<TEpilogue>(c00, ref c, ref end, 0, 0);
        Finish<TEpilogue>(c01, ref c, ref end, TS.Count, 1);
        Finish<TEpilogue>(c10, ref c, ref end, s.OutputStride, 0);
        Finish<TEpilogue>(c11, ref c, ref end, s.OutputStride + TS.Count, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows2By1<TEpilogue>(in ProductShape s, ref float a, ref float b, ref float c, ref float end)
        where TEpilogue : struct, IProductEpilogue
    {
        TV c00 = Start<TEpilogue>(ref end, 0);
        TV c10 = Start<TEpilogue>(ref end, 1);
        int inner = s.Inner;
        nint row = s.RowStride, next = s.InnerStride, nextInput = s.InputStride;
        for (int block = 0; block < s.Blocks; block++)
        {
            ref float x = ref a;
            for (int k = 0; k < inner; k++)
            {
                var b0 = TS.Load(ref b);
                var v = TS.Create(x);
                c00 = TS.Fma(v, b0, c00);
                v = TS.Create(Unsafe.Add(ref x, row));
                c10 = TS.Fma(v, b0, c10);
                x = ref Unsafe.Add(ref x, next);
                b = ref Unsafe.Add(ref b, nextInput);
            }

            a = ref Unsafe.Add(ref a, s.BlockStride);
        }

        Finish<TEpilogue>(c00, ref c, ref end, 0, 0);
        Finish<TEpilogue>(c10, ref c, ref end, s.OutputStride, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows1By4<TEpilogue>(in ProductShape s, ref float a, ref float b, ref float c, ref float end)
        where TEpilogue : struct, IProductEpilogue
    {
        TV c00 = Start<TEpilogue>(ref end, 0), c01 = Start<TEpilogue>(ref end, 0),
            c02 = Start<TEpilogue>(ref end, 0), c03 = Start<TEpilogue>(ref end, 0);
        int inner = s.Inner;
        nint row = s.RowStride, next = s.InnerStride, nextInput = s.InputStride;
        for (int block = 0; block < s.Blocks; block++)
        {
            ref float x = ref a;
            for (int k = 0; k < inner; k++)
            {
                var b0 = TS.Load(ref b);
                var b1 = TS.Load(ref Unsafe.Add(ref b, TS.Count));
                var b2 = TS.Load(ref Unsafe.Add(ref b, 2 * TS.Count));
                var b3 = TS.Load(ref Unsafe.Add(ref b, 3 * TS.Count));
                var v = TS.Create(x);
                c00 = TS.Fma(v, b0, c00);
                c01 = TS.Fma(v, b1, c01);
                c02 = TS.Fma(v, b2, c02);
                c03 = TS.Fma(v, b3, c03);
                x = ref Unsafe.Add(ref x, next);
                b = ref Unsafe.Add(ref b, nextInput);
            }

            a = ref Unsafe.Add(ref a, s.BlockStride);
        }

        Finish<TEpilogue>(c00, ref c, ref end, 0, 0);
        Finish<TEpilogue>(c01, ref c, ref end, TS.Count, 1);
        Finish<TEpilogue>(c02, ref c, ref end, 2 * TS.Count, 2);
        Finish<TEpilogue>(c03, ref c, ref end, 3 * TS.Count, 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows1By2<TEpilogue>(in ProductShape s, ref float a, ref float b, ref float c, ref float end)
        where TEpilogue : struct, IProductEpilogue
    {
        TV c00 = Start<TEpilogue>(ref end, 0), c01 = Start<TEpilogue>(ref end, 0);
        int inner = s.Inner;
        nint row = s.RowStride, next = s.InnerStride, nextInput = s.InputStride;
        for (int block = 0; block < s.Blocks; block++)
        {
            ref float x = ref a;
            for (int k = 0; k < inner; k++)
            {
                var b0 = TS.Load(ref b);
                var b1 = TS.Load(ref Unsafe.Add(ref b, TS.Count));
                var v = TS.Create(x);
                c00 = TS.Fma(v, b0, c00);
                c01 = TS.Fma(v, b1, c01);
                x = ref Unsafe.Add(ref x, next);
                b = ref Unsafe.Add(ref b, nextInput);
            }

            a = ref Unsafe.Add(ref a, s.BlockStride);
        }

        Finish<TEpilogue>(c00, ref c, ref end, 0, 0);
        Finish<TEpilogue>(c01, ref c, ref end, TS.Count, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows1By1<TEpilogue>(in ProductShape s, ref float a, ref float b, ref float c, ref float end)
        where TEpilogue : struct, IProductEpilogue
    {
        TV c00 = Start<TEpilogue>(ref end, 0);
        int inner = s.Inner;
        nint row = s.RowStride, next = s.InnerStride, nextInput = s.InputStride;
        for (int block = 0; block < s.Blocks; block++)
        {
            ref float x = ref a;
            for (int k = 0; k < inner; k++)
            {
                var b0 = TS.Load(ref b);
                var v = TS.Create(x);
                c00 = TS.Fma(v, b0, c00);
                x = ref Unsafe.Add(ref x, next);
                b = ref Unsafe.Add(ref b, nextInput);
            }

            a = ref Unsafe.Add(ref a, s.BlockStride);
        }

        Finish<TEpilogue>(c00, ref c, ref end, 0, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Start<TEpilogue>(ref float end, int row)
        where TEpilogue : struct, IProductEpilogue
    {
        if (TEpilogue.AddsRowBias)
            return TS.Create(Unsafe.Add(ref end, row));
        return default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TEpilogue>(TV sum, ref float c, ref float end, nint at, int vector)
        where TEpilogue : struct, IProductEpilogue
    {
        if (TEpilogue.AddsColumnBias)
            sum = TS.Add(sum, TS.Load(ref Unsafe.Add(ref end, vector * TS.Count)));
        if (TEpilogue.MultipliesByEpilogue)
            sum = TS.Multiply(sum, TS.Load(ref Unsafe.Add(ref end, at)));
        TS.Store(sum, ref Unsafe.Add(ref c, at));
    }
}
