namespace Microsoft.ML.Data;

internal static class Columns
{
    public static bool[] Flags(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        var flags = new bool[schema.Count];
        foreach (var column in columns)
            flags[column.Index] = true;
        return flags;
    }

    public static void CheckActive(DataViewRow row, DataViewSchema.Column column) =>
        Check.Param(row.IsColumnActive(column), nameof(column), $"Column '{column.Name}' is not active.");

    public static ValueGetter<TValue> Typed<TValue>(Delegate getter, DataViewSchema.Column column) =>
        getter as ValueGetter<TValue>
        ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, not {typeof(TValue)}.");

    public static DataViewSchema.Column Find(DataViewSchema schema, string name, string role) =>
        schema.GetColumnOrNull(name) ?? throw SchemaErrors.NoColumn(role, name);

    public static SchemaShape.Column Find(SchemaShape shape, string name, string role)
    {
        var column = shape.FirstOrDefault(c => c.Name == name);
        return column.Name != null ? column : throw SchemaErrors.NoColumn(role, name);
    }

    /// <summary>The number of slots of a column that must be a vector of Single.</summary>
    public static int CheckVector(DataViewSchema.Column column, string role) =>
        column.Type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType == NumberDataViewType.Single
            ? vector.Size
            : throw SchemaErrors.WrongType(role, column.Name, "Vector<Single> of known size", column.Type.ToString());

    public static void CheckVector(SchemaShape shape, string name, string role)
    {
        var column = Find(shape, name, role);
        if (column.Kind != SchemaShape.Column.VectorKind.Vector || column.ItemType != NumberDataViewType.Single)
            throw SchemaErrors.WrongType(role, name, "Vector<Single>", $"{column.Kind}<{column.ItemType}>");
    }

    /// <summary>The shape with a column added, or put in place of the one with its name.</summary>
    public static SchemaShape With(this SchemaShape shape, SchemaShape.Column added) =>
        new(shape.Where(c => c.Name != added.Name).Append(added));
}
