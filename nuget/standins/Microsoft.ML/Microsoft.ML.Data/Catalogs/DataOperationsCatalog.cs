namespace Microsoft.ML;

public sealed class DataOperationsCatalog
{
    private readonly IHostEnvironment _env;

    internal DataOperationsCatalog(IHostEnvironment env) => _env = env;

    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null) where TRow : class =>
        new ObjectView<TRow>(data, schemaDefinition);

    public IEnumerable<TRow> CreateEnumerable<TRow>(
        IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false, SchemaDefinition schemaDefinition = null)
        where TRow : class, new() =>
        new ObjectFiller<TRow>(data.Schema, ignoreMissingColumns, schemaDefinition).Enumerate(data, () => new TRow(), reuseRowObject);

    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        Check.Served(columnsToPrefetch.Length == 0, nameof(columnsToPrefetch));
        return new CachedView(input);
    }

    public IDataView FilterRowsByColumn(
        IDataView input, string columnName, double lowerBound = double.NegativeInfinity, double upperBound = double.PositiveInfinity)
    {
        var column = Columns.Find(input.Schema, columnName, "filter");
        if (column.Type != NumberDataViewType.Single)
            throw SchemaErrors.WrongType("filter", columnName, "Single (all that the stand-in filters by)", column.Type.ToString());
        return new RangeFilter(input, column, lowerBound, upperBound);
    }

    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true) =>
        new CachedView(input, seed ?? _env.Register("Shuffle").Rand.Next());

    public IDataView SkipRows(IDataView input, long count) => new SkipTakeView(input, count, long.MaxValue);
    public IDataView TakeRows(IDataView input, long count) => new SkipTakeView(input, 0, count);
}
