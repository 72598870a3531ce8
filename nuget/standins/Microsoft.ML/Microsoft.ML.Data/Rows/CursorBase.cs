namespace Microsoft.ML.Data;

/// <summary>What all cursors over rows of their own have in common.</summary>
internal abstract class CursorBase(DataViewSchema schema, bool[] active) : DataViewRowCursor
{
    private long _position = -1;
    private bool _ended;

    public override DataViewSchema Schema => schema;
    public override long Position => _position;
    public override long Batch => 0;
    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];
    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Row, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Columns.CheckActive(this, column);
        return Columns.Typed<TValue>(MakeGetter(column), column);
    }

    public override bool MoveNext()
    {
        if (!_ended && Advance())
        {
            _position++;
            return true;
        }
        Dispose();
        return false;
    }

    protected virtual long Row => _position;
    protected abstract Delegate MakeGetter(DataViewSchema.Column column);
    protected abstract bool Advance();

    protected override void Dispose(bool disposing)
    {
        _ended = true;
        _position = -1;
    }
}
