namespace MLNet.Vae.Training;

/// <summary>Rows, and beside each its context.</summary>
internal sealed class RowsWithContext : IRowSource
{
    private readonly IRowSource _features, _context;

    /// <param name="features">The rows.</param>
    /// <param name="context">As many rows, whose features are the contexts.</param>
    /// <exception cref="ArgumentException">They are not as many.</exception>
    public RowsWithContext(IRowSource features, IRowSource context)
    {
        if (context.RowCount != features.RowCount)
        {
            throw new ArgumentException(
                $"There are {context.RowCount} rows of {context.FeatureCount} context values; expected {features.RowCount}, one for each row.",
                nameof(context));
        }

        (_features, _context) = (features, context);
    }

    public int FeatureCount => _features.FeatureCount;

    public int RowCount => _features.RowCount;

    public int ContextCount => _context.FeatureCount;

    public long Bytes => _features.Bytes + _context.Bytes;

    public ReadOnlySpan<float> Read(int row, int first, Span<float> room) => _features.Read(row, first, room);

    public ReadOnlySpan<float> ReadContext(int row, Span<float> room) => _context.Read(row, 0, room);

    public void Prefetch(int row)
    {
        _features.Prefetch(row);
        _context.Prefetch(row);
    }
}
