namespace Microsoft.ML.Data;

/// <summary>The object that a row or a cursor stands on.</summary>
internal sealed class Current<TRow>
{
    public TRow Object;
    public long Position = -1;
}

/// <summary>An object as a row.</summary>
internal sealed class ObjectRow<TRow> : DataViewRow where TRow : class
{
    private readonly Current<TRow> _current;
    private readonly Delegate[] _getters;

    public ObjectRow(ObjectColumns columns, Current<TRow> current, Func<int, bool> active)
    {
        Schema = columns.Schema;
        _current = current;
        _getters = columns.Members.Select((member, i) => active(i)
            ? ObjectGetters.Make(Schema[i].Type, member.Type, Generic.Call<Delegate>(Read<int>, member.Type, member))
            : null).ToArray();
    }

    public override DataViewSchema Schema { get; }
    public override long Position => _current.Position;
    public override long Batch => 0;
    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Position, 0);
    public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] != null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Columns.CheckActive(this, column);
        return Columns.Typed<TValue>(Getter(column), column);
    }

    internal Delegate Getter(DataViewSchema.Column column) => _getters[column.Index];

    private Delegate Read<TValue>(ObjectMember member)
    {
        var read = member.Reader<TRow, TValue>();
        return (Func<TValue>)(() =>
        {
            Check.That(_current.Position >= 0, "There is no row yet.");
            return read(_current.Object);
        });
    }
}
