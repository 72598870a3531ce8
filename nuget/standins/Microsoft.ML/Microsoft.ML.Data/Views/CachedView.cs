namespace Microsoft.ML.Data;

/// <summary>Keeps every column in memory from the first time it is asked for.</summary>
internal sealed class CachedView : DerivedView
{
    private readonly Lock _lock = new();
    private readonly ICachedColumn[] _columns;
    private long? _count;

    public CachedView(IDataView source, IEnumerable<DataViewSchema.Column> prefetch) : base(source)
    {
        _columns = new ICachedColumn[source.Schema.Count];
        _count = source.GetRowCount();
        if (prefetch.Any())
            Fill(prefetch);
    }

    public override bool CanShuffle => true;
    public override long? GetRowCount() => _count;

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        CursorsOver(columnsNeeded, 1, rand)[0];

    public override DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        int most = Math.Max(2, Environment.ProcessorCount - 1);
        return CursorsOver(columnsNeeded, n > 0 ? Math.Min(n, 2 * most) : most, rand);
    }

    private DataViewRowCursor[] CursorsOver(IEnumerable<DataViewSchema.Column> columns, int n, Random rand)
    {
        var active = Columns.Flags(Schema, columns);
        Fill(Schema.Where(c => active[c.Index]));
        var rows = new CachedRows((int)_count.Value, n == 1, rand);
        return Enumerable.Range(0, n).Select(_ => (DataViewRowCursor)new Cursor(this, rows, active)).ToArray();
    }

    private void Fill(IEnumerable<DataViewSchema.Column> columns)
    {
        lock (_lock)
        {
            var missing = columns.Where(c => _columns[c.Index] == null).DistinctBy(c => c.Index).ToArray();
            if (missing.Length == 0 && _count != null)
                return;
            using var cursor = Source.GetRowCursor(missing);
            var added = missing.Select(c => Generic.Call<ICachedColumn>(MakeColumn<int>, c.Type.RawType, cursor, c)).ToArray();
            long count = 0;
            for (; cursor.MoveNext(); count++)
                foreach (var column in added)
                    column.Append();
            for (int i = 0; i < added.Length; i++)
                _columns[missing[i].Index] = added[i];
            _count = count;
        }
    }

    private static ICachedColumn MakeColumn<T>(DataViewRow row, DataViewSchema.Column column) =>
        new CachedColumn<T>(row.GetGetter<T>(column));

    private sealed class Cursor(CachedView view, CachedRows rows, bool[] active) : CursorBase(view.Schema, active)
    {
        private long _batch;
        private int _next;
        private int _end;
        private int _row;

        public override long Batch => _batch;
        protected override long Row => _row;
        protected override Delegate Getter(DataViewSchema.Column column) => view._columns[column.Index].MakeGetter(CurrentRow);

        protected override bool Advance()
        {
            if (_next == _end && !rows.TakeBlock(out _batch, out _next, out _end))
                return false;
            _row = rows.Order == null ? _next : rows.Order[_next];
            _next++;
            return true;
        }

        private int CurrentRow()
        {
            CheckOnRow();
            return _row;
        }
    }
}
