using MLNet.Vae.Numerics.RandomNumbers;

namespace MLNet.Vae.Tests.Numerics.RandomNumbers;

public class UniformsTests
{
    [Fact]
    public void Uniforms_ManyBlocks_AreUniform()
    {
        float[] numbers = [.. Enumerable.Range(0, 1000).SelectMany(block => Block(seed: 1, series: 3, (uint)block, column: 2))];
        Assert.All(numbers, number => Assert.InRange(number, 0, 1 - 1f / (1 << 24)));
        // 64,000 numbers: a tenth of them is 6,400 ± 76.
        Assert.All(numbers.GroupBy(number => (int)(number * 10)), tenth => Assert.InRange(tenth.Count(), 6000, 6800));
        Assert.InRange(numbers.Distinct().Count(), numbers.Length - 250, numbers.Length); // of 2²⁴ possible ones about 120 come twice
    }

    [Fact]
    public void Uniforms_AnotherSeedSeriesBlockOrColumn_AreOthers()
    {
        float[] numbers = Block(1, 1, 1, 1);
        Assert.Equal(numbers, Block(1, 1, 1, 1));
        foreach (float[] others in new[] { Block(2, 1, 1, 1), Block(1, 2, 1, 1), Block(1, 1, 2, 1), Block(1, 1, 1, 2) })
            Assert.DoesNotContain(numbers.Zip(others), pair => pair.First == pair.Second);
    }

    private static float[] Block(int seed, uint series, uint block, uint column)
    {
        float[] numbers = new float[NoiseSource.BlockRows];
        new NoiseSource(seed).Uniforms(numbers, NoisePurpose.Masking, series, block, column);
        return numbers;
    }
}
