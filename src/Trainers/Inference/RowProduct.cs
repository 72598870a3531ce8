using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Activations;

namespace MLNet.Vae.Inference;

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
        for (; row + 2 <= rows; row += 2)
        {
            ref float first = ref Unsafe.Add(ref x, row * xStride);
            TwoRows(ref first, xStride, groups, ref weights, width, ref bias, ref Unsafe.Add(ref y, row * width));
        }

        if (row > 0)
            ActivationKernel<TS, TV, TFunction>.Evaluate(MemoryMarshal.CreateSpan(ref y, row * width));
        if (row < rows)
        {
            ref float last = ref Unsafe.Add(ref x, row * xStride);
            OneRow<TFunction>(ref last, groups, ref weights, width, ref bias, ref Unsafe.Add(ref y, row * width));
        }
    }

    // A call of its own, as OneRow is: compiled into a caller that holds much, its counters would lie in memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void TwoRows(ref float x0, nint xStride, int groups, ref float w0, int width, ref float bias, ref float y)
    {
        int column = 0;
        // By two vectors there are sixteen sums: too many where vectors of eight floats mean sixteen registers.
        for (; TS.Count != 8 && column + 2 * TS.Count <= width; column += 2 * TS.Count)
        {
            TV a0 = default, a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
            TV c0 = default, c1 = c0, c2 = c0, c3 = c0, d0 = c0, d1 = c0, d2 = c0, d3 = c0;
            ref float x = ref x0;
            ref float next = ref Unsafe.Add(ref x0, xStride);
            ref float w = ref Unsafe.Add(ref w0, column);
            for (int group = 0; group < groups; group++)
            {
                Add(x, next, ref w, ref a0, ref b0, ref c0, ref d0);
                w = ref Unsafe.Add(ref w, width);
                Add(Unsafe.Add(ref x, 1), Unsafe.Add(ref next, 1), ref w, ref a1, ref b1, ref c1, ref d1);
                w = ref Unsafe.Add(ref w, width);
                Add(Unsafe.Add(ref x, 2), Unsafe.Add(ref next, 2), ref w, ref a2, ref b2, ref c2, ref d2);
                w = ref Unsafe.Add(ref w, width);
                Add(Unsafe.Add(ref x, 3), Unsafe.Add(ref next, 3), ref w, ref a3, ref b3, ref c3, ref d3);
                w = ref Unsafe.Add(ref w, width);
                x = ref Unsafe.Add(ref x, Sums);
                next = ref Unsafe.Add(ref next, Sums);
            }

            Store(Sum(a0, a1, a2, a3, ref bias, column), ref y, column);
            Store(Sum(b0, b1, b2, b3, ref bias, column + TS.Count), ref y, column + TS.Count);
            Store(Sum(c0, c1, c2, c3, ref bias, column), ref Unsafe.Add(ref y, width), column);
            Store(Sum(d0, d1, d2, d3, ref bias, column + TS.Count), ref Unsafe.Add(ref y, width), column + TS.Count);
        }

        for (; column < width; column += TS.Count)
        {
            TV a0 = default, a1 = a0, a2 = a0, a3 = a0, c0 = a0, c1 = a0, c2 = a0, c3 = a0;
            ref float x = ref x0;
            ref float next = ref Unsafe.Add(ref x0, xStride);
            ref float w = ref Unsafe.Add(ref w0, column);
            for (int group = 0; group < groups; group++)
            {
                Add(x, next, TS.Load(ref w), ref a0, ref c0);
                w = ref Unsafe.Add(ref w, width);
                Add(Unsafe.Add(ref x, 1), Unsafe.Add(ref next, 1), TS.Load(ref w), ref a1, ref c1);
                w = ref Unsafe.Add(ref w, width);
                Add(Unsafe.Add(ref x, 2), Unsafe.Add(ref next, 2), TS.Load(ref w), ref a2, ref c2);
                w = ref Unsafe.Add(ref w, width);
                Add(Unsafe.Add(ref x, 3), Unsafe.Add(ref next, 3), TS.Load(ref w), ref a3, ref c3);
                w = ref Unsafe.Add(ref w, width);
                x = ref Unsafe.Add(ref x, Sums);
                next = ref Unsafe.Add(ref next, Sums);
            }

            Store(Sum(a0, a1, a2, a3, ref bias, column), ref y, column);
            Store(Sum(c0, c1, c2, c3, ref bias, column), ref Unsafe.Add(ref y, width), column);
        }
    }

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
                Add(x, ref w, ref a0, ref b0);
                w = ref Unsafe.Add(ref w, width);
                Add(Unsafe.Add(ref x, 1), ref w, ref a1, ref b1);
                w = ref Unsafe.Add(ref w, width);
                Add(Unsafe.Add(ref x, 2), ref w, ref a2, ref b2);
                w = ref Unsafe.Add(ref w, width);
                Add(Unsafe.Add(ref x, 3), ref w, ref a3, ref b3);
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

    // Two rows by two vectors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float x, float next, ref float w, ref TV a, ref TV b, ref TV c, ref TV d)
    {
        TV left = TS.Load(ref w), right = TS.Load(ref Unsafe.Add(ref w, TS.Count));
        TV first = TS.Create(x), second = TS.Create(next);
        a = TS.Fma(first, left, a);
        b = TS.Fma(first, right, b);
        c = TS.Fma(second, left, c);
        d = TS.Fma(second, right, d);
    }

    // Two rows by one vector.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float x, float next, TV w, ref TV a, ref TV c)
    {
        a = TS.Fma(TS.Create(x), w, a);
        c = TS.Fma(TS.Create(next), w, c);
    }

    // One row by two vectors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float x, ref float w, ref TV a, ref TV b)
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
