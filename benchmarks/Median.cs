namespace MLNet.Vae.Benchmarks;

/// <summary>The median; of an even number of values the upper one.</summary>
public static class Median
{
    /// <param name="values">One at least, in any order.</param>
    public static T Of<T>(IEnumerable<T> values)
    {
        T[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
