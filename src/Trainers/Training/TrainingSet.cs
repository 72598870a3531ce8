namespace MLNet.Vae.Training;

/// <summary>The training rows, [rows, features], in the input's units; NaN where a value is missing.</summary>
internal sealed class TrainingSet
{
    private readonly ReadOnlyMemory<float> _values;

    public TrainingSet(ReadOnlyMemory<float> features, int featureCount)
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

    public ReadOnlySpan<float> Row(int row) => _values.Span.Slice(row * FeatureCount, FeatureCount);

    public ReadOnlySpan<float> Rows(int first, int count) => _values.Span.Slice(first * FeatureCount, count * FeatureCount);
}
