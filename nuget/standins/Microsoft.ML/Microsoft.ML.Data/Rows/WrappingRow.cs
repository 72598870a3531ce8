namespace Microsoft.ML.Data;

internal abstract class WrappingRow(DataViewRow input) : DataViewRow
{
    public override long Position => input.Position;
    public override long Batch => input.Batch;
    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
    }
}

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
        return input.GetGetter<TValue>(column);
    }

    public override bool MoveNext() => input.MoveNext();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
    }
}
