namespace Microsoft.ML.Data;

/// <summary>Some rows of the unshuffled source.</summary>
internal sealed class SkipTakeView(IDataView source, long skip, long take) : DerivedView(source)
{
    public override bool CanShuffle => false;
    public override long? GetRowCount() =>
        take == 0 ? 0 : Source.GetRowCount() is long count ? Math.Min(Math.Max(0, count - skip), take) : null;

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(Source.GetRowCursor(columnsNeeded), Columns.Flags(Schema, columnsNeeded), skip, take);

    private sealed class Cursor(DataViewRowCursor input, bool[] active, long skip, long take) : WrappingCursor(input, active)
    {
        private long _position = -1;
        private long _taken;

        public override long Position => _position;
        public override long Batch => 0;

        public override bool MoveNext()
        {
            bool more = _taken < take;
            for (long i = _taken == 0 ? skip : 0; more && i >= 0; i--)
                more = Input.MoveNext();
            _taken = more ? _taken + 1 : take;
            _position = more ? _position + 1 : -1;
            return more;
        }
    }
}
