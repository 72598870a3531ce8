namespace Microsoft.ML.Data;

/// <summary>Some rows of the unshuffled source.</summary>
internal sealed class SkipTakeView(IDataView source, long skip, long take) : DerivedView(source)
{
    public override bool CanShuffle => false;
    public override long? GetRowCount() => Source.GetRowCount() is long count ? Math.Min(Math.Max(0, count - skip), take) : null;

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        base.GetRowCursor(columnsNeeded);

    public override DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded)];

    protected override DataViewRowCursor Wrap(DataViewRowCursor input, bool[] active) => new Cursor(input, active, skip, take);

    private sealed class Cursor(DataViewRowCursor input, bool[] active, long skip, long take) : SelectingCursor(input, active)
    {
        private long _left = take;

        protected override bool Advance()
        {
            for (; skip > 0; skip--)
                if (!Input.MoveNext())
                    return false;
            return _left-- > 0 && Input.MoveNext();
        }
    }
}
