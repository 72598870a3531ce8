namespace Microsoft.ML.Data;

internal static class Columns
{
    public static bool[] Flags(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        Check.NotNull(columns, "columnsNeeded");
        var flags = new bool[schema.Count];
        foreach (var column in columns)
        {
            Check.That(column.Index < flags.Length, $"Column '{column.Name}' is not part of this view.");
            flags[column.Index] = true;
        }
        return flags;
    }

    public static void CheckActive(DataViewRow row, DataViewSchema.Column column) =>
        Check.Param(column.Index < row.Schema.Count && row.IsColumnActive(column), nameof(column), $"Column '{column.Name}' is not active.");

    public static ValueGetter<TValue> Typed<TValue>(Delegate getter, DataViewSchema.Column column) =>
        getter as ValueGetter<TValue> ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, not {typeof(TValue)}.");

    public static DataViewSchema.Column Find(DataViewSchema schema, string name, string role, string parameter = "inputSchema") =>
        schema.GetColumnOrNull(name) ?? throw SchemaErrors.NoColumn(parameter, role, name);

    public static SchemaShape.Column Find(SchemaShape shape, string name, string role) =>
        shape.TryFindColumn(name, out var column) ? column : throw SchemaErrors.NoColumn("inputSchema", role, name);

    /// <summary>The shape with a column added, or put in place of the one with its name.</summary>
    public static SchemaShape With(this SchemaShape shape, params SchemaShape.Column[] added)
    {
        var columns = shape.ToDictionary(c => c.Name);
        foreach (var column in added)
            columns[column.Name] = column;
        return new SchemaShape(columns.Values);
    }

    public static bool HasSlotNames(this DataViewSchema.Column column, int size) =>
        size > 0 && column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.SlotNames)?.Type is VectorDataViewType names
        && names.Size == size && names.ItemType is TextDataViewType;
}
