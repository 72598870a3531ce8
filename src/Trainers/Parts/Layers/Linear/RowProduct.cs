using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics.Products;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Activations;

namespace MLNet.Vae.Parts.Layers;

/// <summary>
/// y = f(x · W + bias) for few rows and a W that fits the first-level cache. There a row alone waits for the latency of its multiply-adds,
/// so each output is four sums, over k, k + 4, k + 8 … from k = 0 to 3, put together as (s₀ + s₁) + (s₂ + s₃) + bias: the same to the bit
/// for any number of rows, on every width of vector.
/// </summary>
internal static class RowProduct<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    /// <summary>The inputs come in groups of this many, the last filled up with zeros.</summary>
    public const int Sums = 4;

    // Rows by two vectors of outputs by two of the four sums: twelve sums leave room for two vectors of W and a number of x among sixteen
    // registers, and sixteen among 32.
    private static int MaxRows => TS.Count == 8 ? 3 : 4; // vectors of eight floats mean sixteen registers

    /// <param name="x">[rows, xStride]: the inputs, a multiple of 4.</param>
    /// <param name="xStride">Distance of two rows.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="groups">Groups of four inputs.</param>
    /// <param name="weights">W, [inputs, width].</param>
    /// <param name="bias">[width].</param>
    /// <param name="width">Number of outputs, a multiple of 16.</param>
    /// <param name="y">Receives [rows, width].</param>
    /// <typeparam name="TFunction">f.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<TFunction>(
        ref float x, int xStride, int rows, int groups, ref float weights, ref float bias, int width, ref float y)
        where TFunction : struct, IActivationFunction
    {
        int row = 0;
        while (rows - row > 1)
        {
            int left = rows - row;
            int together = Math.Min(left == MaxRows + 1 ? MaxRows - 1 : MaxRows, left); // none is left alone
            ref float first = ref Unsafe.Add(ref x, row * xStride);
            ref float to = ref Unsafe.Add(ref y, row * width);
            switch (together)
            {
                case 4: SomeRows<Four>(ref first, xStride, groups, ref weights, ref bias, width, ref to); break;
                case 3: SomeRows<Three>(ref first, xStride, groups, ref weights, ref bias, width, ref to); break;
                default: SomeRows<Two>(ref first, xStride, groups, ref weights, ref bias, width, ref to); break;
            }

            row += together;
        }

        // In a pass of its own: at the end of the sums of several rows f made all of it a sixth slower.
        if (row > 0 && typeof(TFunction) != typeof(Identity))
            ActivationKernel<TS, TV, TFunction>.Evaluate(MemoryMarshal.CreateSpan(ref y, row * width));
        if (row < rows)
        {
            ref float last = ref Unsafe.Add(ref x, row * xStride);
            OneRow<TFunction>(ref last, groups, ref weights, width, ref bias, ref Unsafe.Add(ref y, row * width));
        }
    }

    // A call of its own, as OneRow is: compiled into a caller that holds much, its counters would lie in memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void SomeRows<TRows>(ref float x, nint xStride, int groups, ref float weights, ref float bias, nint width, ref float y)
        where TRows : struct, ITileSide
    {
        nint column = 0;
        for (; column + 2 * TS.Count <= width; column += 2 * TS.Count)
        {
            ref float w = ref Unsafe.Add(ref weights, column);
            Tile<TRows, Two>(ref x, xStride, groups, ref w, ref Unsafe.Add(ref bias, column), width, ref Unsafe.Add(ref y, column));
        }

        if (column < width)
        {
            ref float w = ref Unsafe.Add(ref weights, column);
            Tile<TRows, One>(ref x, xStride, groups, ref w, ref Unsafe.Add(ref bias, column), width, ref Unsafe.Add(ref y, column));
        }
    }

    // s₀ + s₁ waits in y for s₂ + s₃.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile<TRows, TVectors>(
        ref float x, nint xStride, int groups, ref float w, ref float bias, nint width, ref float y)
        where TRows : struct, ITileSide
        where TVectors : struct, ITileSide
    {
        TwoSums<TRows, TVectors>(ref x, xStride, groups, ref w, ref bias, width, ref y, areLast: false);
        x = ref Unsafe.Add(ref x, 2);
        w = ref Unsafe.Add(ref w, 2 * width);
        TwoSums<TRows, TVectors>(ref x, xStride, groups, ref w, ref bias, width, ref y, areLast: true);
    }

    // Two of the four sums of each output, which are named by row, left or right vector, and sum. What a smaller tile lacks is gone: every
    // condition on TRows and TVectors is a constant to the compiler.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoSums<TRows, TVectors>(
        ref float x, nint xStride, int groups, ref float w, ref float bias, nint width, ref float y, bool areLast)
        where TRows : struct, ITileSide
        where TVectors : struct, ITileSide
    {
        TV l00 = default, l01 = l00, r00 = l00, r01 = l00;
        TV l10 = l00, l11 = l00, r10 = l00, r11 = l00;
        TV l20 = l00, l21 = l00, r20 = l00, r21 = l00;
        TV l30 = l00, l31 = l00, r30 = l00, r31 = l00;
        for (int group = 0; group < groups; group++)
        {
            TV left = TS.Load(ref w), right = Right<TVectors>(ref w);
            Add<TRows, TVectors>(ref x, 0, xStride, left, right, ref l00, ref r00);
            Add<TRows, TVectors>(ref x, 1, xStride, left, right, ref l10, ref r10);
            Add<TRows, TVectors>(ref x, 2, xStride, left, right, ref l20, ref r20);
            Add<TRows, TVectors>(ref x, 3, xStride, left, right, ref l30, ref r30);
            ref float next = ref Unsafe.Add(ref x, 1);
            w = ref Unsafe.Add(ref w, width);
            left = TS.Load(ref w);
            right = Right<TVectors>(ref w);
            Add<TRows, TVectors>(ref next, 0, xStride, left, right, ref l01, ref r01);
            Add<TRows, TVectors>(ref next, 1, xStride, left, right, ref l11, ref r11);
            Add<TRows, TVectors>(ref next, 2, xStride, left, right, ref l21, ref r21);
            Add<TRows, TVectors>(ref next, 3, xStride, left, right, ref l31, ref r31);
            w = ref Unsafe.Add(ref w, (Sums - 1) * width);
            x = ref Unsafe.Add(ref x, Sums);
        }

        Finish<TRows, TVectors>(TS.Add(l00, l01), TS.Add(r00, r01), ref bias, ref y, 0, width, areLast);
        Finish<TRows, TVectors>(TS.Add(l10, l11), TS.Add(r10, r11), ref bias, ref y, 1, width, areLast);
        Finish<TRows, TVectors>(TS.Add(l20, l21), TS.Add(r20, r21), ref bias, ref y, 2, width, areLast);
        Finish<TRows, TVectors>(TS.Add(l30, l31), TS.Add(r30, r31), ref bias, ref y, 3, width, areLast);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Right<TVectors>(ref float w)
        where TVectors : struct, ITileSide => TVectors.Length > 1 ? TS.Load(ref Unsafe.Add(ref w, TS.Count)) : default;

    // A number of x by reference: by value it was loaded before it was spread, and spreading from a register takes the place of a
    // multiply-add.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TRows, TVectors>(ref float x, int row, nint stride, TV left, TV right, ref TV leftSum, ref TV rightSum)
        where TRows : struct, ITileSide
        where TVectors : struct, ITileSide
    {
        if (row >= TRows.Length)
            return;
        var value = TS.Create(Unsafe.Add(ref x, row * stride));
        leftSum = TS.Fma(value, left, leftSum);
        if (TVectors.Length > 1)
            rightSum = TS.Fma(value, right, rightSum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TRows, TVectors>(TV left, TV right, ref float bias, ref float y, int row, nint width, bool areLast)
        where TRows : struct, ITileSide
        where TVectors : struct, ITileSide
    {
        if (row >= TRows.Length)
            return;
        y = ref Unsafe.Add(ref y, row * width);
        Finish(left, ref bias, ref y, areLast);
        if (TVectors.Length > 1)
            Finish(right, ref Unsafe.Add(ref bias, TS.Count), ref Unsafe.Add(ref y, TS.Count), areLast);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(TV sum, ref float bias, ref float y, bool isLast) =>
        TS.Store(isLast ? TS.Add(TS.Add(TS.Load(ref y), sum), TS.Load(ref bias)) : sum, ref y);

    // With f at the end of a sum, the first outputs are there for the next layer while the last are still added up.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void OneRow<TFunction>(ref float x0, int groups, ref float w0, int width, ref float bias, ref float y)
        where TFunction : struct, IActivationFunction
    {
        int column = 0;
        for (; column + 2 * TS.Count <= width; column += 2 * TS.Count)
        {
            TV a0 = default, a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
            ref float x = ref x0;
            ref float w = ref Unsafe.Add(ref w0, column);
            for (int group = 0; group < groups; group++)
            {
                Add(ref x, ref w, ref a0, ref b0);
                w = ref Unsafe.Add(ref w, width);
                Add(ref Unsafe.Add(ref x, 1), ref w, ref a1, ref b1);
                w = ref Unsafe.Add(ref w, width);
                Add(ref Unsafe.Add(ref x, 2), ref w, ref a2, ref b2);
                w = ref Unsafe.Add(ref w, width);
                Add(ref Unsafe.Add(ref x, 3), ref w, ref a3, ref b3);
                w = ref Unsafe.Add(ref w, width);
                x = ref Unsafe.Add(ref x, Sums);
            }

            Store(TFunction.Evaluate<TS, TV>(Sum(a0, a1, a2, a3, ref bias, column), out _), ref y, column);
            Store(TFunction.Evaluate<TS, TV>(Sum(b0, b1, b2, b3, ref bias, column + TS.Count), out _), ref y, column + TS.Count);
        }

        for (; column < width; column += TS.Count)
        {
            TV a0 = default, a1 = a0, a2 = a0, a3 = a0;
            ref float x = ref x0;
            ref float w = ref Unsafe.Add(ref w0, column);
            for (int group = 0; group < groups; group++)
            {
                a0 = TS.Fma(TS.Create(x), TS.Load(ref w), a0);
                w = ref Unsafe.Add(ref w, width);
                a1 = TS.Fma(TS.Create(Unsafe.Add(ref x, 1)), TS.Load(ref w), a1);
                w = ref Unsafe.Add(ref w, width);
                a2 = TS.Fma(TS.Create(Unsafe.Add(ref x, 2)), TS.Load(ref w), a2);
                w = ref Unsafe.Add(ref w, width);
                a3 = TS.Fma(TS.Create(Unsafe.Add(ref x, 3)), TS.Load(ref w), a3);
                w = ref Unsafe.Add(ref w, width);
                x = ref Unsafe.Add(ref x, Sums);
            }

            Store(TFunction.Evaluate<TS, TV>(Sum(a0, a1, a2, a3, ref bias, column), out _), ref y, column);
        }
    }

    // One row by two vectors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref float x, ref float w, ref TV a, ref TV b)
    {
        var value = TS.Create(x);
        a = TS.Fma(value, TS.Load(ref w), a);
        b = TS.Fma(value, TS.Load(ref Unsafe.Add(ref w, TS.Count)), b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Sum(TV s0, TV s1, TV s2, TV s3, ref float bias, int column) =>
        TS.Add(TS.Add(TS.Add(s0, s1), TS.Add(s2, s3)), TS.Load(ref Unsafe.Add(ref bias, column)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TV value, ref float y, int column) => TS.Store(value, ref Unsafe.Add(ref y, column));
}
