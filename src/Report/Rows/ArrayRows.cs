namespace MLNet.Vae.Rows;

/// <summary>Rows in memory.</summary>
internal sealed class ArrayRows : ReportRows
{
    private readonly ReadOnlyMemory<float> _features;
    private readonly VaeArrayReportOptions _options;
    private readonly int _rows;

    /// <exception cref="ArgumentException">The lengths do not fit each other, or there is no row.</exception>
    public ArrayRows(VaeModel model, ReadOnlyMemory<float> features, VaeArrayReportOptions options)
    {
        Model = model;
        _features = features;
        _options = options;
        (_rows, int rest) = Math.DivRem(features.Length, model.FeatureCount);
        if (_rows == 0 || rest > 0)
        {
            throw new ArgumentException(
                $"The memory holds {features.Length} values; expected whole rows of {model.FeatureCount}, one at least.", nameof(features));
        }

        Require(options.FeatureNames?.Count, model.FeatureCount, "feature", nameof(options.FeatureNames));
        Require(options.RowNames?.Count, _rows, "row", nameof(options.RowNames));
        Require(options.Labels?.Count, _rows, "row", nameof(options.Labels));
        if (options.Context.Length != (long)_rows * model.ContextCount)
        {
            throw new ArgumentException(
                $"{nameof(options.Context)} holds {options.Context.Length} values; expected {_rows} rows of {model.ContextCount}.", nameof(options));
        }

        FeatureNames = Numbered(options.FeatureNames, model.FeatureCount);
    }

    public override VaeModel Model { get; }

    public override IReadOnlyList<string> FeatureNames { get; }

    public override IEnumerable<RowChunk> Read(bool named)
    {
        for (int first = 0; first < _rows; first += ChunkRows)
        {
            var rows = Enumerable.Range(first, Math.Min(ChunkRows, _rows - first));
            yield return new RowChunk(
                first,
                Slice(_features, first, rows.Count(), Model.FeatureCount),
                Slice(_options.Context, first, rows.Count(), Model.ContextCount),
                _options.Labels is { } labels ? [.. rows.Select(row => labels[row])] : null,
                named ? [.. rows.Select(row => _options.RowNames is { } names ? names[row] : Numbered(row))] : null);
        }
    }

    private static ReadOnlyMemory<float> Slice(ReadOnlyMemory<float> values, int first, int rows, int width) =>
        values.Slice(first * width, rows * width);

    private static void Require(int? found, int expected, string what, string property)
    {
        if (found is { } count && count != expected)
            throw new ArgumentException($"{property} has {count} entries; expected {expected}, one for each {what}.", "options");
    }
}
