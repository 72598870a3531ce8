namespace MLNet.Vae.Training;

/// <summary>The rows that a backend is given at a time, where they lie.</summary>
/// <param name="source">Where they are.</param>
/// <param name="rows">Their numbers there.</param>
internal sealed class RowBatch(IRowSource source, int[] rows)
{
    public int Count => rows.Length;

    /// <summary>The rows' numbers in their source, to be filled in.</summary>
    public Span<int> Rows => rows;

    /// <summary>A row of the batch, or a piece of it, as <see cref="IRowSource.Read"/> gives it.</summary>
    public ReadOnlySpan<float> Read(int row, int first, Span<float> room) => source.Read(rows[row], first, room);

    /// <summary>The context of a row of the batch, as <see cref="IRowSource.ReadContext"/> gives it.</summary>
    public ReadOnlySpan<float> ReadContext(int row, Span<float> room) => source.ReadContext(rows[row], room);

    /// <summary>Asks for all rows.</summary>
    public void Prefetch()
    {
        foreach (int row in rows)
            source.Prefetch(row);
    }
}
