using MLNet.Vae.Numerics.RandomNumbers;

namespace MLNet.Vae.Tests.Numerics.RandomNumbers;

public class ShuffleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void Shuffle_AnyLength_IsAPermutation(int rows)
    {
        int[] order = Order(seed: 3, epoch: 5, rows);
        Array.Sort(order);
        Assert.Equal(Enumerable.Range(0, rows), order);
    }

    [Fact]
    public void Shuffle_SameSeedAndEpoch_SameOrder() => Assert.Equal(Order(3, 5, 1000), Order(3, 5, 1000));

    [Theory]
    [InlineData(3, 6)]
    [InlineData(4, 5)]
    public void Shuffle_AnotherSeedOrEpoch_AnotherOrder(int seed, uint epoch)
    {
        int same = Order(3, 5, 1000).Zip(Order(seed, epoch, 1000)).Count(pair => pair.First == pair.Second);
        Assert.InRange(same, 0, 10); // of a thousand rows about one stays in its place by chance
    }

    [Fact]
    public void Shuffle_ManyEpochs_EveryOrderOfThreeComesEquallyOften()
    {
        const int epochs = 12_000;
        var counts = new Dictionary<int, int>();
        for (uint epoch = 0; epoch < epochs; epoch++)
        {
            int[] order = Order(3, epoch, 3);
            int name = 100 * order[0] + 10 * order[1] + order[2];
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 1800, 2200)); // 2000 ± five deviations √(12000 · 1/6 · 5/6) = 41
    }

    private static int[] Order(int seed, uint epoch, int rows)
    {
        var order = new int[rows];
        new NoiseSource(seed).Shuffle(order, epoch);
        return order;
    }
}
