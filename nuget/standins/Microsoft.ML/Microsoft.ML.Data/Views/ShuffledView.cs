namespace Microsoft.ML.Data;

/// <summary>
/// Every cursor goes through the rows in the same random order. Officially a pool of rows is shuffled as they stream by;
/// here they are all kept, so that the pool has no limit.
/// </summary>
internal sealed class ShuffledView(IDataView source, int seed) : DerivedView(source)
{
    private readonly CachedView _rows = new(source, []);

    public override bool CanShuffle => true;
    public override long? GetRowCount() => Source.GetRowCount();

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        _rows.GetRowCursor(columnsNeeded, rand ?? RandomUtils.Create(seed));
}
