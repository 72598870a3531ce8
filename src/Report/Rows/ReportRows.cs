namespace MLNet.Vae.Rows;

/// <summary>The rows of a report, wherever they are. They are read twice: for the scores of all, and for more of those that are shown.</summary>
internal abstract class ReportRows
{
    /// <summary>So many rows are scored at once.</summary>
    protected const int ChunkRows = 1024;

    /// <summary>The model that scores them.</summary>
    public abstract VaeModel Model { get; }

    /// <summary>Names of the features, [features].</summary>
    public abstract IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Reads all rows, the same ones in the same order each time. What a chunk holds is overwritten by the next one.</summary>
    /// <param name="named">Whether they are to have their names.</param>
    public abstract IEnumerable<RowChunk> Read(bool named);

    /// <summary>The name of a row that has no other.</summary>
    protected static string Numbered(long row) => $"row {row}";

    /// <summary>Names for features that have none.</summary>
    protected static IReadOnlyList<string> Numbered(IReadOnlyList<string>? names, int count) =>
        [.. Enumerable.Range(0, count).Select(i => names is not null && names[i].Length > 0 ? names[i] : $"feature {i}")];
}
