namespace MLNet.Vae.Tests.Support;

/// <summary>Small made-up data: two groups of rows that lie near a plane.</summary>
internal static class Samples
{
    public const int FeatureCount = 6;

    public static string[] SlotNames { get; } = ["age", "dose", "mass", "pulse", "salt", "rest"];

    /// <summary>[rows][features]. About a quarter of the values is 0, so that sparse rows are sparse.</summary>
    public static float[][] Rows(int count, int seed = 1)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(row => Row(random, row % 2 == 0 ? 3f : -3f))];
    }

    private static float[] Row(System.Random random, float center)
    {
        float first = center + Normal(random), second = Normal(random);
        float[] row = new float[FeatureCount];
        for (int feature = 0; feature < FeatureCount; feature++)
        {
            bool zero = random.Next(4) == 0;
            row[feature] = zero ? 0 : first * (feature + 1) / 3 + second * (feature % 3) + 0.3f * Normal(random);
        }

        return row;
    }

    private static float Normal(System.Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
