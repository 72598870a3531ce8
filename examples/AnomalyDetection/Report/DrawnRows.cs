namespace MLNet.Vae.Examples.AnomalyDetection.Report;

/// <summary>The rows that become points of a picture: of very many a sample, or no browser would open the page.</summary>
internal static class DrawnRows
{
    // A point takes about 160 bytes, so that these leave room within 1 MB.
    private const int MaxRows = 4000;
    private const int MostAnomalous = 1000;

    /// <summary>All rows where they are few; otherwise the most anomalous ones and a sample of the others that is even over their scores' order.</summary>
    public static IReadOnlyList<ScoredRow> Choose(IReadOnlyList<ScoredRow> rows)
    {
        if (rows.Count <= MaxRows)
            return rows;

        ScoredRow[] ranked = [.. rows.OrderByDescending(row => row.Score)];
        var others = ranked.AsSpan(MostAnomalous);
        var drawn = new List<ScoredRow>(ranked[..MostAnomalous]);
        const int Sampled = MaxRows - MostAnomalous;
        for (int i = 0; i < Sampled; i++)
            drawn.Add(others[(int)((long)i * others.Length / Sampled)]);
        return drawn;
    }

    /// <summary>Says what is drawn of so many rows; nothing where it is all of them.</summary>
    public static string Describe(int rows) => rows <= MaxRows
        ? ""
        : $" Points are sampled: drawn are the {MostAnomalous:N0} most anomalous of {rows:N0} rows, and {MaxRows - MostAnomalous:N0} of the others, " +
          "evenly from the highest score to the lowest.";
}
