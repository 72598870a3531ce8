namespace Microsoft.ML.Data;

/// <summary>The rows that pass a test. The test may read columns that nobody asked for.</summary>
internal abstract class FilteredView(IDataView source) : DerivedView(source)
{
    public override long? GetRowCount() => null;
    protected abstract IEnumerable<DataViewSchema.Column> Reads { get; }
    protected abstract Func<bool> MakeTest(DataViewRow row);

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        Filter(Source.GetRowCursor(Needed(columnsNeeded), rand), columnsNeeded);

    public override DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        Source.GetRowCursorSet(Needed(columnsNeeded), n, rand).Select(input => Filter(input, columnsNeeded)).ToArray();

    private DataViewSchema.Column[] Needed(IEnumerable<DataViewSchema.Column> columns) =>
        columns.Concat(Reads).DistinctBy(c => c.Index).ToArray();

    private DataViewRowCursor Filter(DataViewRowCursor input, IEnumerable<DataViewSchema.Column> columns) =>
        new Cursor(input, Columns.Flags(Schema, columns), MakeTest(input));

    private sealed class Cursor(DataViewRowCursor input, bool[] active, Func<bool> test) : WrappingCursor(input, active)
    {
        private long _position = -1;

        public override long Position => _position;

        public override bool MoveNext()
        {
            while (Input.MoveNext())
            {
                if (!test())
                    continue;
                _position++;
                return true;
            }
            _position = -1;
            return false;
        }
    }
}

/// <summary>Rows whose value lies from min to below max (or up to max), or, complemented, outside. A missing value never passes.</summary>
internal sealed class RangeFilter(IDataView source, string column, double min, double max, bool includeMax, bool complement) : FilteredView(source)
{
    private readonly DataViewSchema.Column _column = source.Schema[column];

    protected override IEnumerable<DataViewSchema.Column> Reads => [_column];

    protected override Func<bool> MakeTest(DataViewRow row)
    {
        var read = Numbers.Reader(row, _column);
        return () => InRange(read()[0]);
    }

    private bool InRange(double value)
    {
        if (complement)
            return value < min || (includeMax ? value > max : value >= max);
        return min <= value && (includeMax ? value <= max : value < max);
    }
}
