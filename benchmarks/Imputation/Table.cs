namespace MLNet.Vae.Benchmarks.Imputation;

/// <summary>A data set and the same without some of its cells.</summary>
/// <param name="FeatureCount">Number of features.</param>
/// <param name="Whole">[rows, features].</param>
/// <param name="Gaps">The same, NaN where a cell is removed.</param>
internal sealed record Table(int FeatureCount, float[] Whole, float[] Gaps)
{
    public const double Share = 0.2;

    // Rows of the larger sets, evenly spread: neighbors take time by their square.
    private const int MaxRows = 5000;

    /// <summary>Removes cells at random, each with the same probability.</summary>
    public static Table Create(float[][] rows, uint seed)
    {
        int count = Math.Min(rows.Length, MaxRows), features = rows[0].Length;
        float[] whole = [.. Enumerable.Range(0, count).SelectMany(row => rows[(int)((long)row * rows.Length / count)])];
        return new(features, whole, [.. whole.Select((value, cell) => Hash((uint)cell + seed * 0x9E3779B9) < (uint)(Share * (1L << 32)) ? float.NaN : value)]);
    }

    /// <summary>
    /// The root mean square error of the cells that were removed, in deviations of their columns. A column that never changes does not count.
    /// </summary>
    /// <param name="filled">[rows, features].</param>
    public double Error(ReadOnlySpan<float> filled)
    {
        double[] deviations = [.. Enumerable.Range(0, FeatureCount).Select(Deviation)];
        double squares = 0;
        long count = 0;
        for (int i = 0; i < Whole.Length; i++)
        {
            double deviation = deviations[i % FeatureCount];
            if (!float.IsNaN(Gaps[i]) || deviation == 0)
                continue;
            squares += Math.Pow((filled[i] - (double)Whole[i]) / deviation, 2);
            count++;
        }

        return Math.Sqrt(squares / count);
    }

    private double Deviation(int feature)
    {
        double[] values = [.. Enumerable.Range(0, Whole.Length / FeatureCount).Select(row => (double)Whole[row * FeatureCount + feature])];
        double mean = values.Average();
        return values.Min() == values.Max() ? 0 : Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    // Of MurmurHash3 (Appleby 2011), what mixes the bits of a number in the end.
    private static uint Hash(uint x)
    {
        x = (x ^ (x >> 16)) * 0x85EBCA6B;
        x = (x ^ (x >> 13)) * 0xC2B2AE35;
        return x ^ (x >> 16);
    }
}
