namespace Microsoft.ML.Data;

/// <summary>A view whose cursors each wrap one of another view's.</summary>
internal abstract class DerivedView(IDataView source) : IDataView
{
    protected IDataView Source => source;
    public virtual DataViewSchema Schema => source.Schema;
    public virtual bool CanShuffle => source.CanShuffle;
    public virtual long? GetRowCount() => source.GetRowCount();

    public virtual DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        Wrap(source.GetRowCursor(Inputs(columnsNeeded), rand), Columns.Flags(Schema, columnsNeeded));

    public virtual DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var active = Columns.Flags(Schema, columnsNeeded);
        return source.GetRowCursorSet(Inputs(columnsNeeded), n, rand).Select(input => Wrap(input, active)).ToArray();
    }

    protected virtual IEnumerable<DataViewSchema.Column> Inputs(IEnumerable<DataViewSchema.Column> columns) => columns;
    protected abstract DataViewRowCursor Wrap(DataViewRowCursor input, bool[] active);
}
