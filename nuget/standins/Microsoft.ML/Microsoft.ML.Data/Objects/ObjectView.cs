namespace Microsoft.ML.Data;

/// <summary>A sequence of objects as a view: it goes through them in their order, anew for each cursor.</summary>
internal sealed class ObjectView<TRow>(IEnumerable<TRow> data, ObjectColumns columns) : IDataView where TRow : class
{
    public DataViewSchema Schema => columns.Schema;
    public bool CanShuffle => false;
    public long? GetRowCount() => (data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = Columns.Flags(Schema, columnsNeeded);
        var current = new Current<TRow>();
        return new Cursor(active, data.GetEnumerator(), new ObjectRow<TRow>(columns, current, i => active[i]), current);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(bool[] active, IEnumerator<TRow> objects, ObjectRow<TRow> row, Current<TRow> current) : CursorBase(row.Schema, active)
    {
        protected override Delegate Getter(DataViewSchema.Column column) => row.Getter(column);

        protected override bool Advance()
        {
            if (!objects.MoveNext())
                return false;
            current.Object = objects.Current;
            Check.That(current.Object != null, "The data has a null among its objects.");
            current.Position++;
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            current.Position = -1;
            objects.Dispose();
            base.Dispose(disposing);
        }
    }
}
