namespace MLNet.Vae.Training;

/// <summary>Rows that lie in one array, [rows, features].</summary>
internal sealed class RowsInMemory : IRowSource
{
    private readonly ReadOnlyMemory<float> _values;

    public RowsInMemory(ReadOnlyMemory<float> features, int featureCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        if (features.Length == 0 || features.Length % featureCount != 0)
        {
            throw new ArgumentException(
                $"The training data holds {features.Length} values; expected one or more whole rows of {featureCount}.", nameof(features));
        }

        _values = features;
        FeatureCount = featureCount;
        RowCount = features.Length / featureCount;
    }

    public int FeatureCount { get; }

    public int RowCount { get; }

    public long Bytes => (long)_values.Length * sizeof(float);

    public ReadOnlySpan<float> Read(int row, int first, Span<float> room) => _values.Span.Slice(row * FeatureCount + first, room.Length);

    public void Prefetch(int row)
    {
        if (RowPrefetch.Pays(_values.Length))
            RowPrefetch.Request(_values.Span.Slice(row * FeatureCount, FeatureCount));
    }
}
