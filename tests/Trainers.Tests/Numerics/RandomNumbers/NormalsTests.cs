using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Numerics.RandomNumbers;

public class NormalsTests
{
    private const int Blocks = 4000, Count = Blocks * NoiseSource.BlockRows;

    // Five deviations of the estimate: √(1/n) of the mean, √(2/n) of the variance, √(15/n) of the third moment, √(96/n) of the fourth.
    private const double Deviations = 5;

    // Two ways to the same number, each a few ulp from it: a logarithm, a root, and a sine near one of its zeros.
    private const double FloatRounding = 2e-6;

    private static readonly NoiseSource Noise = new(seed: 42);

    [Fact]
    public void Normals_ManyNumbers_MomentsOfTheStandardNormal()
    {
        double[] moments = new double[5];
        foreach (float x in Draw())
        {
            for (int power = 1; power <= 4; power++)
                moments[power] += Math.Pow(x, power) / Count;
        }

        Assert.InRange(moments[1], -Deviations * Math.Sqrt(1.0 / Count), Deviations * Math.Sqrt(1.0 / Count));
        Assert.InRange(moments[2] - 1, -Deviations * Math.Sqrt(2.0 / Count), Deviations * Math.Sqrt(2.0 / Count));
        Assert.InRange(moments[3], -Deviations * Math.Sqrt(15.0 / Count), Deviations * Math.Sqrt(15.0 / Count));
        Assert.InRange(moments[4] - 3, -Deviations * Math.Sqrt(96.0 / Count), Deviations * Math.Sqrt(96.0 / Count));
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.158655254)]
    [InlineData(2, 0.022750132)]
    [InlineData(3, 0.001349898)]
    public void Normals_ManyNumbers_BothTailsHoldTheirShare(double beyond, double probability)
    {
        float[] x = Draw();
        double slack = Deviations * Math.Sqrt(probability * (1 - probability) / Count);
        Assert.InRange(x.Count(v => v > beyond) / (double)Count - probability, -slack, slack);
        Assert.InRange(x.Count(v => v < -beyond) / (double)Count - probability, -slack, slack);
    }

    [Fact]
    public void Normals_TheLanesOfOneBlock_AreNotCorrelated()
    {
        // Lanes 0 and 16 are sine and cosine of one angle, 0 and 32 two pairs of one counter, 0 and 1 two counters.
        float[] x = Draw();
        foreach (int distance in (int[])[1, 16, 32, 48])
        {
            double sum = 0, squares = 0;
            for (int block = 0; block < Blocks; block++)
            {
                float a = x[block * 64], b = x[block * 64 + distance];
                sum += a * b;
                squares += (a * a - 1) * (b * b - 1);
            }

            Assert.InRange(sum / Blocks, -Deviations / Math.Sqrt(Blocks), Deviations / Math.Sqrt(Blocks));
            Assert.InRange(squares / Blocks, -2 * Deviations / Math.Sqrt(Blocks), 2 * Deviations / Math.Sqrt(Blocks));
        }
    }

    [Fact]
    public void Normal_EveryRowOfManyBlocks_AgreesWithNormals()
    {
        Span<float> block = stackalloc float[NoiseSource.BlockRows];
        for (uint b = 0; b < 50; b++)
        {
            Noise.Normals(block, NoisePurpose.Prior, 0, b, 3);
            for (int row = 0; row < block.Length; row++)
                Close.To(block[row], Noise.Normal(NoisePurpose.Prior, b * 64L + row, 3), FloatRounding, $"row {row} of block {b}");
        }
    }

    [Fact]
    public void Normal_RowsBeyond32Bits_AreNotThoseBelow()
    {
        // Counter 2³² is row 2³⁴.
        Assert.NotEqual(Noise.Normal(NoisePurpose.Prior, 0, 0), Noise.Normal(NoisePurpose.Prior, 1L << 34, 0));
        Assert.NotEqual(Noise.Uniform(NoisePurpose.Prior, 0, 0), Noise.Uniform(NoisePurpose.Prior, 1L << 32, 0));
    }

    [Fact]
    public void Normals_AnotherPurposeSeriesBlockColumnOrSeed_OtherNumbers()
    {
        var drawn = new HashSet<float>();
        foreach (var (seed, purpose, series, block, column) in new[]
        {
            (1, NoisePurpose.Posterior, 0u, 0u, 0u),
            (2, NoisePurpose.Posterior, 0u, 0u, 0u),
            (-1, NoisePurpose.Posterior, 0u, 0u, 0u),
            (1, NoisePurpose.Input, 0u, 0u, 0u),
            (1, NoisePurpose.Posterior, 1u, 0u, 0u),
            (1, NoisePurpose.Posterior, 0u, 1u, 0u),
            (1, NoisePurpose.Posterior, 0u, 0u, 1u),
        })
        {
            var numbers = new float[NoiseSource.BlockRows];
            new NoiseSource(seed).Normals(numbers, purpose, series, block, column);
            foreach (float x in numbers)
                Assert.True(drawn.Add(x), $"{x} came twice");
        }
    }

    [Fact]
    public void Uniform_ManyNumbers_FillTheUnitIntervalEvenly()
    {
        const int cells = 16, draws = 160_000;
        int[] hits = new int[cells];
        for (int i = 0; i < draws; i++)
        {
            float u = Noise.Uniform(NoisePurpose.Likelihood, i, 0);
            Assert.InRange(u, 0, 1 - 1f / (1 << 24));
            hits[(int)(u * cells)]++;
        }

        double expected = draws / (double)cells;
        foreach (int count in hits)
            Assert.InRange(count - expected, -Deviations * Math.Sqrt(expected), Deviations * Math.Sqrt(expected));
    }

    private static float[] Draw()
    {
        var numbers = new float[Count];
        for (int block = 0; block < Blocks; block++)
            Noise.Normals(numbers.AsSpan(block * NoiseSource.BlockRows, NoiseSource.BlockRows), NoisePurpose.Posterior, 7, (uint)block, 0);
        return numbers;
    }
}
