namespace Microsoft.ML.Data;

/// <summary>A cursor over another one's rows and columns, of which <paramref name="active"/> may be asked for.</summary>
internal abstract class WrappingCursor(DataViewRowCursor input, bool[] active) : DataViewRowCursor
{
    protected DataViewRowCursor Input => input;
    public override DataViewSchema Schema => input.Schema;
    public override long Position => input.Position;
    public override long Batch => input.Batch;
    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();
    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Columns.CheckActive(this, column);
        return MakeGetter<TValue>(column);
    }

    public override bool MoveNext() => input.MoveNext();
    protected virtual ValueGetter<TValue> MakeGetter<TValue>(DataViewSchema.Column column) => input.GetGetter<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
    }
}

/// <summary>Some of another one's rows.</summary>
internal abstract class SelectingCursor(DataViewRowCursor input, bool[] active) : WrappingCursor(input, active)
{
    private long _position = -1;

    public override long Position => _position;
    protected abstract bool Advance();

    public override bool MoveNext()
    {
        bool more = Advance();
        _position = more ? _position + 1 : -1;
        return more;
    }
}
