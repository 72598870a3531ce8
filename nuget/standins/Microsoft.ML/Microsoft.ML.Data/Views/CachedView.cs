namespace Microsoft.ML.Data;

/// <summary>
/// Keeps every column in memory from the first time it is asked for. With a seed, every cursor goes through the rows in the same random
/// order: officially a pool of rows is shuffled as they stream by; here they are all kept, so that the pool has no limit.
/// </summary>
internal sealed class CachedView(IDataView source, int? shuffleSeed = null) : IDataView
{
    private readonly Lock _lock = new();
    private readonly CachedColumn[] _columns = new CachedColumn[source.Schema.Count];
    private long? _count = source.GetRowCount();

    public DataViewSchema Schema => source.Schema;
    public bool CanShuffle => true;
    public long? GetRowCount() => _count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        GetRowCursorSet(columnsNeeded, 1, rand)[0];

    /// <summary>The cursors take the rows in turn. A row is a batch of its own, so that all can be put in order again.</summary>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var active = Columns.Flags(Schema, columnsNeeded);
        Fill(Schema.Where(c => active[c.Index] && _columns[c.Index] == null));
        var order = Enumerable.Range(0, (int)_count.Value).ToArray();
        rand ??= shuffleSeed is int seed ? new Random(seed) : null;
        rand?.Shuffle(order);
        int cursors = Math.Max(1, n);
        return [.. Enumerable.Range(0, cursors).Select(first => new Cursor(this, active, order, first - cursors, cursors))];
    }

    private void Fill(IEnumerable<DataViewSchema.Column> columns)
    {
        lock (_lock)
        {
            var missing = columns.ToArray();
            if (missing.Length == 0 && _count != null)
                return;
            using var cursor = source.GetRowCursor(missing);
            var added = missing.Select(c => Generic.Call<CachedColumn>(MakeColumn<int>, c.Type.RawType, cursor, c)).ToArray();
            long count = 0;
            for (; cursor.MoveNext(); count++)
                foreach (var column in added)
                    column.Append();
            for (int i = 0; i < added.Length; i++)
                _columns[missing[i].Index] = added[i];
            _count = count;
        }
    }

    private static CachedColumn<T> MakeColumn<T>(DataViewRow row, DataViewSchema.Column column) => new(row.GetGetter<T>(column));

    private sealed class Cursor(CachedView view, bool[] active, int[] order, int place, int step) : CursorBase(view.Schema, active)
    {
        public override long Batch => place;
        protected override long Row => order[place];
        protected override Delegate MakeGetter(DataViewSchema.Column column) => view._columns[column.Index].MakeGetter(() => order[place]);

        protected override bool Advance()
        {
            place += step;
            return place < order.Length;
        }
    }
}
