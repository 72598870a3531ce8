namespace Microsoft.ML.Data;

/// <summary>Binds the columns of a schema to the members of a class, and fills objects from rows.</summary>
internal sealed class ObjectFiller<TRow> where TRow : class
{
    private readonly List<(DataViewSchema.Column Column, ObjectMember Member)> _bound = [];

    public ObjectFiller(DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition)
    {
        foreach (var own in definition ?? SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Write))
            if (!ignoreMissingColumns || schema.GetColumnOrNull(own.Member.Name) != null)
                _bound.Add((Columns.Find(schema, own.Member.Name, "output"), own.Member));
    }

    /// <summary>Fills from whatever row <paramref name="row"/> stands on at the call.</summary>
    public Action<TRow> Bind(DataViewRow row)
    {
        var setters = _bound.Select(b => Generic.Call<Action<TRow>>(Setter<int>, b.Member.Type, row, b.Column, b.Member)).ToList();
        return target => setters.ForEach(set => set(target));
    }

    public IEnumerable<TRow> Enumerate(IDataView data, Func<TRow> create, bool reuseRowObject)
    {
        using var cursor = data.GetRowCursor(_bound.Select(b => b.Column));
        var fill = Bind(cursor);
        for (var row = create(); cursor.MoveNext(); row = reuseRowObject ? row : create())
        {
            fill(row);
            yield return row;
        }
    }

    private static Action<TRow> Setter<T>(DataViewRow row, DataViewSchema.Column column, ObjectMember member)
    {
        var read = ColumnValues.Reader<T>(row, column);
        var write = member.Writer<TRow, T>();
        return target => write(target, read());
    }
}
