namespace Microsoft.ML.Data;

/// <summary>Binds the columns of a schema to the members of a class, and fills objects from rows.</summary>
internal sealed class ObjectFiller<TRow> where TRow : class
{
    private readonly List<(DataViewSchema.Column Column, ObjectMember Member)> _bound = [];

    public ObjectFiller(DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition)
    {
        var wanted = ObjectColumns.Of(typeof(TRow), definition, SchemaDefinition.Direction.Write);
        foreach (var own in wanted.Schema)
        {
            if (ignoreMissingColumns && schema.GetColumnOrNull(own.Name) == null)
                continue;
            var column = Columns.Find(schema, own.Name, "output", "Schema");
            var member = wanted.Members[own.Index];
            Check.That(ColumnValues.Fits(column.Type, member.Type), $"Column '{column.Name}' is {column.Type}; member {member.Info.Name} is {member.Type}.");
            _bound.Add((column, member));
        }
    }

    public IEnumerable<DataViewSchema.Column> Reads => _bound.Select(b => b.Column);

    /// <summary>Fills from whatever row <paramref name="row"/> stands on at the call.</summary>
    public Action<TRow> Bind(DataViewRow row)
    {
        var setters = _bound.Select(b => Generic.Call<Action<TRow>>(Setter<int>, b.Member.Type, row, b.Column, b.Member)).ToArray();
        return target =>
        {
            foreach (var setter in setters)
                setter(target);
        };
    }

    public IEnumerable<TRow> Enumerate(IDataView data, Func<TRow> create, bool reuseRowObject)
    {
        using var cursor = data.GetRowCursor(Reads);
        var fill = Bind(cursor);
        for (var row = create(); cursor.MoveNext(); row = reuseRowObject ? row : create())
        {
            fill(row);
            yield return row;
        }
    }

    private static Action<TRow> Setter<T>(DataViewRow row, DataViewSchema.Column column, ObjectMember member)
    {
        var read = ColumnValues.Reader<T>(row, row.Schema[column.Index]);
        var write = member.Writer<TRow, T>();
        return target => write(target, read());
    }
}
