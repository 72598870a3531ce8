using System.Runtime.InteropServices;
using CsCheck;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Activations;
using MLNet.Vae.Parts.Layers;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Parts.Layers;

/// <summary>A small layer's product and activation against a plain loop, to the bit, on every width of vector.</summary>
public class RowProductTests
{
    private const float Untouched = 77;

    private static readonly float[] Pool = new Numbers(1).Uniforms(1 << 16, -1, 1);

    [Fact]
    public void Multiply_AnyShape_IsTheFunctionOfFourSumsPutTogether() =>
        Gen.Select(Gen.Int[0, 8], Gen.Int[1, 9].Select(vectors => 16 * vectors), Gen.Int[0, 11]).Holds(
            shape =>
            {
                var (rows, width, groups) = shape;
                var sums = Expected(rows, width, groups, sum => sum);
                Close.ToTheBit(sums, Multiply<Simd128, V128, Identity>(rows, width, groups));
                Close.ToTheBit(sums, Multiply<Simd256, V256, Identity>(rows, width, groups));
                Close.ToTheBit(sums, Multiply<Simd512, V512, Identity>(rows, width, groups));
                var outputs = Expected(rows, width, groups, sum => Math.Max(sum, 0));
                Close.ToTheBit(outputs, Multiply<Simd128, V128, Relu.Function>(rows, width, groups));
                Close.ToTheBit(outputs, Multiply<Simd256, V256, Relu.Function>(rows, width, groups));
                Close.ToTheBit(outputs, Multiply<Simd512, V512, Relu.Function>(rows, width, groups));
            },
            count: 500);

    private static float[] Multiply<TS, TV, TFunction>(int rows, int width, int groups)
        where TS : ISimd<TV>
        where TV : struct
        where TFunction : struct, IActivationFunction
    {
        var y = new float[(rows + 1) * width];
        Array.Fill(y, Untouched);
        var (x, w, bias) = Numbers(width, groups);
        RowProduct<TS, TV>.Multiply<TFunction>(
            ref First(x), Stride(groups), rows, groups, ref First(w), ref First(bias), width, ref First(y));
        return y;
    }

    private static float[] Expected(int rows, int width, int groups, Func<float, float> function)
    {
        var y = new float[(rows + 1) * width];
        Array.Fill(y, Untouched);
        var (x, w, bias) = Numbers(width, groups);
        Span<float> sums = stackalloc float[4];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < width; column++)
            {
                sums.Clear();
                for (int k = 0; k < 4 * groups; k++)
                    sums[k % 4] = MultiplyAdd.Of(x[row * Stride(groups) + k], w[k * width + column], sums[k % 4]);
                y[row * width + column] = function(sums[0] + sums[1] + (sums[2] + sums[3]) + bias[column]);
            }
        }

        return y;
    }

    private static ref float First(float[] values) => ref MemoryMarshal.GetArrayDataReference(values);

    private static int Stride(int groups) => 4 * groups + 3;

    private static (float[] X, float[] W, float[] Bias) Numbers(int width, int groups) =>
        (Pool[groups..(groups + 8 * Stride(groups))], Pool[(1000 + groups)..(1000 + groups + 4 * groups * width)], Pool[^width..]);
}
