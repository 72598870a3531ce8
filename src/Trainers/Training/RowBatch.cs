namespace MLNet.Vae.Training;

/// <summary>The rows that a backend is given at a time, where they lie.</summary>
/// <param name="source">Where they are.</param>
/// <param name="rows">Their numbers there.</param>
internal sealed class RowBatch(IRowSource source, int[] rows)
{
    public int Count => rows.Length;

    /// <summary>The rows' numbers in their source, to be filled in.</summary>
    public Span<int> Rows => rows;

    /// <summary>One row of the batch, [features], in the input's units; NaN where a value is missing.</summary>
    public ReadOnlySpan<float> Row(int row) => source.Row(rows[row]);

    /// <summary>Asks for all rows.</summary>
    public void Prefetch()
    {
        foreach (int row in rows)
            source.Prefetch(row);
    }
}
