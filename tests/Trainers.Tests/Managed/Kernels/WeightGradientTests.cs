using MLNet.Vae.Managed;
using MLNet.Vae.Managed.Kernels;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Managed.Kernels;

public class WeightGradientTests
{
    // A sum of at most 192 products of size 1, in lanes of at most 48: 48 half ulps of a partial sum that stays below 20.
    private const double Rounding = 48 * 20 * 6e-8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Accumulate_EveryShape_IsThePlainLoop(int blocks)
    {
        for (int outputs = 1; outputs <= 9; outputs++)
        {
            for (int inputs = 1; inputs <= 8; inputs++)
                Check(blocks, outputs, inputs, first: 0, count: outputs);
        }
    }

    [Theory]
    [InlineData(13, 12, 1)]
    [InlineData(25, 12, 12)]
    [InlineData(9, 3, 5)]
    public void Accumulate_SomeOutputs_AreThoseOfTheWhole(int outputs, int first, int count) => Check(2, outputs, 7, first, count);

    private static void Check(int blocks, int outputs, int inputs, int first, int count)
    {
        var numbers = new Numbers(1000 * blocks + 10 * outputs + inputs);
        float[] outputGradient = numbers.Uniforms(blocks * outputs * RowBlock.Rows, -1, 1);
        float[] input = numbers.Uniforms(blocks * inputs * RowBlock.Rows, -1, 1);
        var weight = new double[count * inputs];
        var bias = new double[count];
        for (int block = 0; block < blocks; block++)
        {
            for (int lane = 0; lane < RowBlock.Rows; lane++)
            {
                for (int i = 0; i < count; i++)
                {
                    double dy = outputGradient[(block * outputs + first + i) * RowBlock.Rows + lane];
                    bias[i] += dy;
                    for (int j = 0; j < inputs; j++)
                        weight[i * inputs + j] += dy * input[(block * inputs + j) * RowBlock.Rows + lane];
                }
            }
        }

        var gradient = new float[weight.Length];
        Array.Fill(gradient, 77); // overwritten, not added to
        WeightGradient.Accumulate(outputGradient, outputs, input, inputs, first, gradient);
        Close.To(weight, gradient, Rounding, $"[{outputs}, {inputs}] weight");

        var biasGradient = new float[count];
        Array.Fill(biasGradient, 77);
        WeightGradient.SumRows(outputGradient, outputs, first, biasGradient);
        Close.To(bias, biasGradient, Rounding, $"[{outputs}] bias");
    }
}
