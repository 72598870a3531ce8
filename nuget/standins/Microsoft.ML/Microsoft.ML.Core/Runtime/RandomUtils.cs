namespace Microsoft.ML.Runtime;

internal static class RandomUtils
{
    public static Random Create(int? seed) => seed is int value ? new Random(value) : new Random();
    public static Random Create(Random parent) => new(parent.Next());

    public static int[] Permutation(Random rand, int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        rand.Shuffle(order);
        return order;
    }
}
