using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MLNet.Vae.Numerics;

/// <summary>Turns a tile of 16 × 16 floats in registers: target[j, i] = source[i, j]. Source and target do not overlap.</summary>
internal static class Transpose
{
    private const int Side = 16, Quarter = 4;

    /// <param name="source">From the tile's first number.</param>
    /// <param name="sourceStride">Distance of two rows of the source.</param>
    /// <param name="target">To the tile's first number.</param>
    /// <param name="targetStride">Distance of two rows of the target.</param>
    public static void Tile16(ReadOnlySpan<float> source, int sourceStride, Span<float> target, int targetStride)
    {
        Debug.Assert(source.Length >= (Side - 1) * sourceStride + Side && target.Length >= (Side - 1) * targetStride + Side);
        ref float s = ref MemoryMarshal.GetReference(source);
        ref float d = ref MemoryMarshal.GetReference(target);
        if (Avx512F.IsSupported)
        {
            Tile16(ref s, sourceStride, ref d, targetStride);
            return;
        }

        for (int i = 0; i < Side; i += Quarter)
        {
            for (int j = 0; j < Side; j += Quarter)
                Tile4(ref Unsafe.Add(ref s, i * sourceStride + j), sourceStride, ref Unsafe.Add(ref d, j * targetStride + i), targetStride);
        }
    }

    // Pairs of floats, pairs of pairs, then quarters and halves of a register change places.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile16(ref float s, nint sourceStride, ref float d, nint targetStride)
    {
        var r0 = Vector512.LoadUnsafe(ref s);
        var r1 = Vector512.LoadUnsafe(ref Unsafe.Add(ref s, sourceStride));
        var r2 = Vector512.LoadUnsafe(ref Unsafe.Add(ref s, 2 * sourceStride));
        var r3 = Vector512.LoadUnsafe(ref Unsafe.Add(ref s, 3 * sourceStride));
        var r4 = Vector512.LoadUnsafe(ref Unsafe.Add(ref s, 4 * sourceStride));
        var r5 = Vector512.LoadUnsafe(ref Unsafe.Add(ref s, 5 * sourceStride));
        var r6 = Vector512.LoadUnsafe(ref Unsafe.Add(ref s, 6 * sourceStride));
        var r7 = Vector512.LoadUnsafe(ref Unsafe.Add(ref s, 7 * sourceStride));
        var r8 = Vector512.LoadUnsafe(ref Unsafe.Add(ref s, 8 * sourceStride));
        var r9 = Vector512.LoadUnsafe(ref Unsafe.Add(ref s, 9 * sourceStride));
        var r10 = Vector512.LoadUnsafe(ref Unsafe.Add(ref s, 10 * sourceStride));
        var r11 = Vector512.LoadUnsafe(ref Unsafe.Add(ref s, 11 * sourceStride));
        var r12 = Vector512.LoadUnsafe(ref Unsafe.Add(ref s, 12 * sourceStride));
        var r13 = Vector512.LoadUnsafe(ref Unsafe.Add(ref s, 13 * sourceStride));
        var r14 = Vector512.LoadUnsafe(ref Unsafe.Add(ref s, 14 * sourceStride));
        var r15 = Vector512.LoadUnsafe(ref Unsafe.Add(ref s, 15 * sourceStride));

        var t0 = Avx512F.UnpackLow(r0, r1);
        var t1 = Avx512F.UnpackHigh(r0, r1);
        var t2 = Avx512F.UnpackLow(r2, r3);
        var t3 = Avx512F.UnpackHigh(r2, r3);
        var t4 = Avx512F.UnpackLow(r4, r5);
        var t5 = Avx512F.UnpackHigh(r4, r5);
        var t6 = Avx512F.UnpackLow(r6, r7);
        var t7 = Avx512F.UnpackHigh(r6, r7);
        var t8 = Avx512F.UnpackLow(r8, r9);
        var t9 = Avx512F.UnpackHigh(r8, r9);
        var t10 = Avx512F.UnpackLow(r10, r11);
        var t11 = Avx512F.UnpackHigh(r10, r11);
        var t12 = Avx512F.UnpackLow(r12, r13);
        var t13 = Avx512F.UnpackHigh(r12, r13);
        var t14 = Avx512F.UnpackLow(r14, r15);
        var t15 = Avx512F.UnpackHigh(r14, r15);

        r0 = Low(t0, t2);
        r1 = High(t0, t2);
        r2 = Low(t1, t3);
        r3 = High(t1, t3);
        r4 = Low(t4, t6);
        r5 = High(t4, t6);
        r6 = Low(t5, t7);
        r7 = High(t5, t7);
        r8 = Low(t8, t10);
        r9 = High(t8, t10);
        r10 = Low(t9, t11);
        r11 = High(t9, t11);
        r12 = Low(t12, t14);
        r13 = High(t12, t14);
        r14 = Low(t13, t15);
        r15 = High(t13, t15);

        t0 = Avx512F.Shuffle4x128(r0, r4, 0x88);
        t4 = Avx512F.Shuffle4x128(r0, r4, 0xdd);
        t1 = Avx512F.Shuffle4x128(r1, r5, 0x88);
        t5 = Avx512F.Shuffle4x128(r1, r5, 0xdd);
        t2 = Avx512F.Shuffle4x128(r2, r6, 0x88);
        t6 = Avx512F.Shuffle4x128(r2, r6, 0xdd);
        t3 = Avx512F.Shuffle4x128(r3, r7, 0x88);
        t7 = Avx512F.Shuffle4x128(r3, r7, 0xdd);
        t8 = Avx512F.Shuffle4x128(r8, r12, 0x88);
        t12 = Avx512F.Shuffle4x128(r8, r12, 0xdd);
        t9 = Avx512F.Shuffle4x128(r9, r13, 0x88);
        t13 = Avx512F.Shuffle4x128(r9, r13, 0xdd);
        t10 = Avx512F.Shuffle4x128(r10, r14, 0x88);
        t14 = Avx512F.Shuffle4x128(r10, r14, 0xdd);
        t11 = Avx512F.Shuffle4x128(r11, r15, 0x88);
        t15 = Avx512F.Shuffle4x128(r11, r15, 0xdd);

        Avx512F.Shuffle4x128(t0, t8, 0x88).StoreUnsafe(ref d);
        Avx512F.Shuffle4x128(t1, t9, 0x88).StoreUnsafe(ref Unsafe.Add(ref d, targetStride));
        Avx512F.Shuffle4x128(t2, t10, 0x88).StoreUnsafe(ref Unsafe.Add(ref d, 2 * targetStride));
        Avx512F.Shuffle4x128(t3, t11, 0x88).StoreUnsafe(ref Unsafe.Add(ref d, 3 * targetStride));
        Avx512F.Shuffle4x128(t4, t12, 0x88).StoreUnsafe(ref Unsafe.Add(ref d, 4 * targetStride));
        Avx512F.Shuffle4x128(t5, t13, 0x88).StoreUnsafe(ref Unsafe.Add(ref d, 5 * targetStride));
        Avx512F.Shuffle4x128(t6, t14, 0x88).StoreUnsafe(ref Unsafe.Add(ref d, 6 * targetStride));
        Avx512F.Shuffle4x128(t7, t15, 0x88).StoreUnsafe(ref Unsafe.Add(ref d, 7 * targetStride));
        Avx512F.Shuffle4x128(t0, t8, 0xdd).StoreUnsafe(ref Unsafe.Add(ref d, 8 * targetStride));
        Avx512F.Shuffle4x128(t1, t9, 0xdd).StoreUnsafe(ref Unsafe.Add(ref d, 9 * targetStride));
        Avx512F.Shuffle4x128(t2, t10, 0xdd).StoreUnsafe(ref Unsafe.Add(ref d, 10 * targetStride));
        Avx512F.Shuffle4x128(t3, t11, 0xdd).StoreUnsafe(ref Unsafe.Add(ref d, 11 * targetStride));
        Avx512F.Shuffle4x128(t4, t12, 0xdd).StoreUnsafe(ref Unsafe.Add(ref d, 12 * targetStride));
        Avx512F.Shuffle4x128(t5, t13, 0xdd).StoreUnsafe(ref Unsafe.Add(ref d, 13 * targetStride));
        Avx512F.Shuffle4x128(t6, t14, 0xdd).StoreUnsafe(ref Unsafe.Add(ref d, 14 * targetStride));
        Avx512F.Shuffle4x128(t7, t15, 0xdd).StoreUnsafe(ref Unsafe.Add(ref d, 15 * targetStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile4(ref float s, nint sourceStride, ref float d, nint targetStride)
    {
        var r0 = Vector128.LoadUnsafe(ref s);
        var r1 = Vector128.LoadUnsafe(ref Unsafe.Add(ref s, sourceStride));
        var r2 = Vector128.LoadUnsafe(ref Unsafe.Add(ref s, 2 * sourceStride));
        var r3 = Vector128.LoadUnsafe(ref Unsafe.Add(ref s, 3 * sourceStride));
        var (a, b) = Interleave(r0, r2);
        var (e, f) = Interleave(r1, r3);
        var (c0, c1) = Interleave(a, e);
        var (c2, c3) = Interleave(b, f);
        c0.StoreUnsafe(ref d);
        c1.StoreUnsafe(ref Unsafe.Add(ref d, targetStride));
        c2.StoreUnsafe(ref Unsafe.Add(ref d, 2 * targetStride));
        c3.StoreUnsafe(ref Unsafe.Add(ref d, 3 * targetStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> Low, Vector128<float> High) Interleave(Vector128<float> a, Vector128<float> b)
    {
        if (Sse.IsSupported)
            return (Sse.UnpackLow(a, b), Sse.UnpackHigh(a, b));
        if (AdvSimd.Arm64.IsSupported)
            return (AdvSimd.Arm64.ZipLow(a, b), AdvSimd.Arm64.ZipHigh(a, b));
        return (Vector128.Create(a[0], b[0], a[1], b[1]), Vector128.Create(a[2], b[2], a[3], b[3]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Low(Vector512<float> a, Vector512<float> b) =>
        Avx512F.UnpackLow(a.AsDouble(), b.AsDouble()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> High(Vector512<float> a, Vector512<float> b) =>
        Avx512F.UnpackHigh(a.AsDouble(), b.AsDouble()).AsSingle();
}
