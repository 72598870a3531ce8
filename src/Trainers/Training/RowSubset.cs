namespace MLNet.Vae.Training;

/// <summary>Some rows of another source, where they lie.</summary>
/// <param name="source">Where they are.</param>
/// <param name="rows">Their numbers there.</param>
internal sealed class RowSubset(IRowSource source, int[] rows) : IRowSource
{
    public int FeatureCount => source.FeatureCount;

    public int RowCount => rows.Length;

    public int ContextCount => source.ContextCount;

    public long Bytes => source.Bytes / Math.Max(source.RowCount, 1) * rows.Length;

    public ReadOnlySpan<float> Read(int row, int first, Span<float> room) => source.Read(rows[row], first, room);

    public ReadOnlySpan<float> ReadContext(int row, Span<float> room) => source.ReadContext(rows[row], room);

    public bool HasWrongValue(int row) => source.HasWrongValue(rows[row]);

    public void Prefetch(int row) => source.Prefetch(rows[row]);
}
