namespace Microsoft.ML.Data;

/// <summary>A sequence of objects as a view: it goes through them in their order, anew for each cursor.</summary>
internal sealed class ObjectView<TRow>(IEnumerable<TRow> data, SchemaDefinition definition) : IDataView where TRow : class
{
    private readonly SchemaDefinition _columns = definition ?? SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Read);

    public DataViewSchema Schema => field ??= _columns.ToSchema();
    public bool CanShuffle => false;
    public long? GetRowCount() => (data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(this, data.GetEnumerator(), Columns.Flags(Schema, columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(ObjectView<TRow> view, IEnumerator<TRow> objects, bool[] active) : CursorBase(view.Schema, active)
    {
        protected override bool Advance() => objects.MoveNext();

        protected override Delegate MakeGetter(DataViewSchema.Column column)
        {
            var member = view._columns[column.Index].Member;
            return Generic.Call<Delegate>(member.IsVector ? Vector<int> : Scalar<int>, member.ItemType, member);
        }

        private Delegate Scalar<T>(ObjectMember member)
        {
            var read = member.Reader<TRow, T>();
            return (ValueGetter<T>)((ref T dst) => dst = read(objects.Current));
        }

        private Delegate Vector<T>(ObjectMember member)
        {
            var read = member.Reader<TRow, T[]>();
            return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> dst) => VBufferEditor.Fill<T>(ref dst, read(objects.Current)));
        }

        protected override void Dispose(bool disposing)
        {
            objects.Dispose();
            base.Dispose(disposing);
        }
    }
}
