using MLNet.Vae.Managed.Kernels;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Managed.Kernels;

public class VectorProductTests
{
    // As in MatrixProductTests: a sum of at most 21 numbers of size 1.
    private const double Rounding = 21 * 21 * 6e-8;

    [Fact]
    public void Multiply_EveryShape_IsThePlainLoop()
    {
        for (int width = 16; width <= 160; width += 16)
        {
            for (int inputs = 1; inputs <= 20; inputs++)
            {
                var numbers = new Numbers(100 * width + inputs);
                float[] x = numbers.Uniforms(inputs, -1, 1), bias = numbers.Uniforms(width, -1, 1);
                float[] weights = numbers.Uniforms(inputs * width, -1, 1);
                double[] expected = [.. bias.Select(b => (double)b)];
                for (int i = 0; i < inputs; i++)
                {
                    for (int o = 0; o < width; o++)
                        expected[o] += (double)x[i] * weights[i * width + o];
                }

                var y = new float[width];
                VectorProduct.Multiply(x, weights, bias, y);
                Close.To(expected, y, Rounding, $"[{inputs}, {width}]");
            }
        }
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 32)]
    public void Padded_IsTheNextMultipleOfSixteen(int outputs, int width) => Assert.Equal(width, VectorProduct.Padded(outputs));
}
