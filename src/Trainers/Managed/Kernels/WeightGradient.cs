using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNet.Vae.Managed.Kernels;

/// <summary>
/// dW[i, j] = Σ dY[i, r] · X[j, r] over every row r of every block: the gradient of a weight [out, in] from the gradient of its layer's
/// output, [blocks, out, 64], and the layer's input, [blocks, in, 64]. Each lane adds up its rows in the order of the blocks; then the
/// lanes are added up. dW overlaps neither.
/// </summary>
internal static class WeightGradient
{
    private const int TileOutputs = 4, TileInputs = 3;

    /// <param name="outputGradient">[blocks, outputs, 64].</param>
    /// <param name="outputs">Outputs of the layer.</param>
    /// <param name="input">[blocks, inputs, 64].</param>
    /// <param name="inputs">Inputs of the layer.</param>
    /// <param name="first">The first output computed.</param>
    /// <param name="gradient">Receives [n, inputs] for the outputs from <paramref name="first"/> on.</param>
    public static void Accumulate(ReadOnlySpan<float> outputGradient, int outputs, ReadOnlySpan<float> input, int inputs, int first, Span<float> gradient)
    {
        int count = gradient.Length / inputs, blocks = input.Length / (inputs * RowBlock.Rows);
        int yStride = outputs * RowBlock.Rows, xStride = inputs * RowBlock.Rows;
        ref float y = ref Unsafe.Add(ref MemoryMarshal.GetReference(outputGradient), first * RowBlock.Rows);
        ref float x = ref MemoryMarshal.GetReference(input);
        int i = 0;
        for (; i + TileOutputs <= count; i += TileOutputs)
        {
            int j = 0;
            for (; j + TileInputs <= inputs; j += TileInputs)
            {
                Tile(
                    ref Unsafe.Add(ref y, i * RowBlock.Rows), yStride, ref Unsafe.Add(ref x, j * RowBlock.Rows), xStride, blocks,
                    gradient[(i * inputs + j)..], inputs);
            }

            for (; j < inputs; j++)
            {
                for (int k = i; k < i + TileOutputs; k++)
                    gradient[k * inputs + j] = Dot(ref Unsafe.Add(ref y, k * RowBlock.Rows), yStride, ref Unsafe.Add(ref x, j * RowBlock.Rows), xStride, blocks);
            }
        }

        for (; i < count; i++)
        {
            for (int j = 0; j < inputs; j++)
                gradient[i * inputs + j] = Dot(ref Unsafe.Add(ref y, i * RowBlock.Rows), yStride, ref Unsafe.Add(ref x, j * RowBlock.Rows), xStride, blocks);
        }
    }

    /// <summary>The gradient of a bias: the sum of each output's gradient over the rows of every block.</summary>
    /// <param name="outputGradient">[blocks, outputs, 64].</param>
    /// <param name="outputs">Outputs of the layer.</param>
    /// <param name="first">The first output computed.</param>
    /// <param name="gradient">Receives one number for each output from <paramref name="first"/> on.</param>
    public static void SumRows(ReadOnlySpan<float> outputGradient, int outputs, int first, Span<float> gradient)
    {
        int blocks = outputGradient.Length / (outputs * RowBlock.Rows);
        for (int i = 0; i < gradient.Length; i++)
        {
            var sum = Vector<float>.Zero;
            for (int block = 0; block < blocks; block++)
            {
                var row = MemoryMarshal.Cast<float, Vector<float>>(outputGradient.Slice((block * outputs + first + i) * RowBlock.Rows, RowBlock.Rows));
                foreach (var lanes in row)
                    sum += lanes;
            }

            gradient[i] = Vector.Sum(sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(ref float y, int yStride, ref float x, int xStride, int blocks, Span<float> gradient, int inputs)
    {
        Vector<float> s00 = default, s01 = default, s02 = default, s10 = default, s11 = default, s12 = default;
        Vector<float> s20 = default, s21 = default, s22 = default, s30 = default, s31 = default, s32 = default;
        for (int block = 0; block < blocks; block++)
        {
            for (int lane = 0; lane < RowBlock.Rows; lane += Vector<float>.Count)
            {
                var x0 = Vector.LoadUnsafe(ref x, (nuint)lane);
                var x1 = Vector.LoadUnsafe(ref x, (nuint)(RowBlock.Rows + lane));
                var x2 = Vector.LoadUnsafe(ref x, (nuint)(2 * RowBlock.Rows + lane));
                var g = Vector.LoadUnsafe(ref y, (nuint)lane);
                s00 = Vector.FusedMultiplyAdd(g, x0, s00);
                s01 = Vector.FusedMultiplyAdd(g, x1, s01);
                s02 = Vector.FusedMultiplyAdd(g, x2, s02);
                g = Vector.LoadUnsafe(ref y, (nuint)(RowBlock.Rows + lane));
                s10 = Vector.FusedMultiplyAdd(g, x0, s10);
                s11 = Vector.FusedMultiplyAdd(g, x1, s11);
                s12 = Vector.FusedMultiplyAdd(g, x2, s12);
                g = Vector.LoadUnsafe(ref y, (nuint)(2 * RowBlock.Rows + lane));
                s20 = Vector.FusedMultiplyAdd(g, x0, s20);
                s21 = Vector.FusedMultiplyAdd(g, x1, s21);
                s22 = Vector.FusedMultiplyAdd(g, x2, s22);
                g = Vector.LoadUnsafe(ref y, (nuint)(3 * RowBlock.Rows + lane));
                s30 = Vector.FusedMultiplyAdd(g, x0, s30);
                s31 = Vector.FusedMultiplyAdd(g, x1, s31);
                s32 = Vector.FusedMultiplyAdd(g, x2, s32);
            }

            y = ref Unsafe.Add(ref y, yStride);
            x = ref Unsafe.Add(ref x, xStride);
        }

        Store(s00, s01, s02, gradient);
        Store(s10, s11, s12, gradient[inputs..]);
        Store(s20, s21, s22, gradient[(2 * inputs)..]);
        Store(s30, s31, s32, gradient[(3 * inputs)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector<float> s0, Vector<float> s1, Vector<float> s2, Span<float> gradient)
    {
        gradient[0] = Vector.Sum(s0);
        gradient[1] = Vector.Sum(s1);
        gradient[2] = Vector.Sum(s2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Dot(ref float y, int yStride, ref float x, int xStride, int blocks)
    {
        var sum = Vector<float>.Zero;
        for (int block = 0; block < blocks; block++)
        {
            for (int lane = 0; lane < RowBlock.Rows; lane += Vector<float>.Count)
                sum = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref y, (nuint)lane), Vector.LoadUnsafe(ref x, (nuint)lane), sum);
            y = ref Unsafe.Add(ref y, yStride);
            x = ref Unsafe.Add(ref x, xStride);
        }

        return Vector.Sum(sum);
    }
}
