namespace MLNet.Vae.Rows;

/// <summary>The rows that become points of a picture: of very many a sample, or no browser would open the page.</summary>
internal static class DrawnRows
{
    // A point takes 200 to 350 bytes with its tip, so that these leave room within 1 MB.
    private const int MaxRows = 2500;
    private const int TopRows = 500;

    /// <summary>
    /// Numbers of rows, the most anomalous first: all rows where they are few; otherwise the most anomalous ones and a sample of the others
    /// that is even over their scores' order.
    /// </summary>
    /// <param name="scores">[rows].</param>
    public static int[] Choose(IReadOnlyList<float> scores)
    {
        int[] ranked = [.. Enumerable.Range(0, scores.Count).OrderByDescending(row => scores[row])];
        if (ranked.Length <= MaxRows)
            return ranked;

        const int Sampled = MaxRows - TopRows;
        long others = ranked.Length - TopRows;
        return [.. ranked[..TopRows], .. Enumerable.Range(0, Sampled).Select(i => ranked[TopRows + i * others / Sampled])];
    }

    /// <summary>Says what is drawn of so many rows; nothing where it is all of them.</summary>
    public static string Describe(int rows) => rows <= MaxRows
        ? ""
        : $" Points are sampled: drawn are the {TopRows:N0} most anomalous of {rows:N0} rows, and {MaxRows - TopRows:N0} of the others, " +
          "evenly from the highest score to the lowest.";
}
