using MLNet.Vae.Managed;
using MLNet.Vae.Managed.Kernels;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Managed.Kernels;

public class MatrixProductTests
{
    // A sum of at most 21 numbers of size 1 in float32: 21 half ulps of its largest partial sum, at most 21.
    private const double Rounding = 21 * 21 * 6e-8;

    [Fact]
    public void Multiply_EveryShapeBothWaysWithAndWithoutBias_IsThePlainLoop()
    {
        for (int rows = 1; rows <= 14; rows++)
        {
            for (int inner = 1; inner <= 20; inner++)
            {
                Check(rows, inner, transposed: false, withBias: true);
                Check(rows, inner, transposed: false, withBias: false);
                Check(rows, inner, transposed: true, withBias: true);
                Check(rows, inner, transposed: true, withBias: false);
            }
        }
    }

    [Fact]
    public void Multiply_NaNAndInfinity_StayInTheirLane()
    {
        var numbers = new Numbers(2);
        float[] a = numbers.Uniforms(7 * 3, 0.5, 1), b = numbers.Uniforms(3 * RowBlock.Rows, 0.5, 1);
        b[RowBlock.Rows + 5] = float.NaN;
        b[RowBlock.Rows + 6] = float.PositiveInfinity;
        var c = new float[7 * RowBlock.Rows];
        MatrixProduct.Multiply(a, 3, 1, b, [], c);
        for (int i = 0; i < c.Length; i++)
        {
            if (i % RowBlock.Rows == 5)
                Assert.Equal(float.NaN, c[i]);
            else if (i % RowBlock.Rows == 6)
                Assert.Equal(float.PositiveInfinity, c[i]);
            else
                Assert.True(float.IsFinite(c[i]));
        }
    }

    private static void Check(int rows, int inner, bool transposed, bool withBias)
    {
        var numbers = new Numbers(100 * rows + inner);
        float[] a = numbers.Uniforms(rows * inner, -1, 1), b = numbers.Uniforms(inner * RowBlock.Rows, -1, 1);
        float[] bias = withBias ? numbers.Uniforms(rows, -1, 1) : [];
        int rowStride = transposed ? 1 : inner, innerStride = transposed ? rows : 1;
        var expected = new double[rows * RowBlock.Rows];
        for (int i = 0; i < expected.Length; i++)
        {
            int row = i / RowBlock.Rows, lane = i % RowBlock.Rows;
            expected[i] = withBias ? bias[row] : 0;
            for (int p = 0; p < inner; p++)
                expected[i] += (double)a[row * rowStride + p * innerStride] * b[p * RowBlock.Rows + lane];
        }

        // What lies beyond the destination stays as it was.
        var c = new float[expected.Length + 1];
        Array.Fill(c, 77);
        MatrixProduct.Multiply(a, rowStride, innerStride, b, bias, c.AsSpan(0, expected.Length));
        Close.To(expected, c.AsSpan(0, expected.Length), Rounding, $"[{rows}, {inner}]{(transposed ? " transposed" : "")}");
        Assert.Equal(77, c[^1]);
    }
}
