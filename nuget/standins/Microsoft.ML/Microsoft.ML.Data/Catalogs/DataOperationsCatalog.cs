namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog : IInternalCatalog
{
    private readonly IHostEnvironment _env;

    internal DataOperationsCatalog(IHostEnvironment env) => _env = env;
    IHostEnvironment IInternalCatalog.Environment => _env;

    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null) where TRow : class
    {
        Check.NotNull(data, nameof(data));
        return new ObjectView<TRow>(data, ObjectColumns.Of(typeof(TRow), schemaDefinition, SchemaDefinition.Direction.Read));
    }

    public IEnumerable<TRow> CreateEnumerable<TRow>(
        IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false, SchemaDefinition schemaDefinition = null)
        where TRow : class, new()
    {
        Check.NotNull(data, nameof(data));
        return new ObjectFiller<TRow>(data.Schema, ignoreMissingColumns, schemaDefinition).Enumerate(data, () => new TRow(), reuseRowObject);
    }

    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        Check.NotNull(input, nameof(input));
        return new CachedView(input, (columnsToPrefetch ?? []).Select(c => Columns.Find(input.Schema, c, "prefetch", nameof(columnsToPrefetch))).ToArray());
    }

    public IDataView FilterRowsByColumn(
        IDataView input, string columnName, double lowerBound = double.NegativeInfinity, double upperBound = double.PositiveInfinity)
    {
        Check.NotNull(input, nameof(input));
        Check.HasText(columnName, nameof(columnName));
        Check.Param(lowerBound < upperBound, nameof(upperBound), "It must be above the lower one.");
        var type = input.Schema[columnName].Type;
        if (type is not NumberDataViewType)
            throw SchemaErrors.WrongType(nameof(columnName), "filter", columnName, "a number", type.ToString());
        Check.Param(type == NumberDataViewType.Single || type == NumberDataViewType.Double, "Column", $"Column '{columnName}' is {type}.");
        return new RangeFilter(input, columnName, lowerBound, upperBound, includeMax: false, complement: false);
    }

    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        Check.NotNull(input, nameof(input));
        Check.Param(shufflePoolSize > 0, nameof(shufflePoolSize), "It must be positive.");
        return new ShuffledView(input, seed ?? _env.Register("Shuffle").Rand.Next());
    }

    public IDataView SkipRows(IDataView input, long count)
    {
        Check.NotNull(input, nameof(input));
        Check.Param(count > 0, nameof(count), "It must be positive.");
        return new SkipTakeView(input, count, long.MaxValue);
    }

    public IDataView TakeRows(IDataView input, long count)
    {
        Check.NotNull(input, nameof(input));
        Check.Param(count > 0, nameof(count), "It must be positive.");
        return new SkipTakeView(input, 0, count);
    }
}
