using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Data;

/// <summary>How a column's type is called in a message.</summary>
internal static class TypeNames
{
    private const string VariableSize = " of variable size (a property of a class needs [VectorType(n)])";

    public static string Describe(DataViewType type) =>
        // ML.NET writes a vector of variable size as Vector<Single>, which reads as if it were any vector.
        type is VectorDataViewType { IsKnownSize: false } ? type + VariableSize : type.ToString()!;

    public static string Describe(SchemaShape.Column column)
    {
        string item = column.IsKey ? $"Key<{column.ItemType}>" : column.ItemType.ToString()!;
        return column.Kind switch
        {
            SchemaShape.Column.VectorKind.Vector => $"Vector<{item}>",
            SchemaShape.Column.VectorKind.VariableVector => $"Vector<{item}>{VariableSize}",
            _ => item,
        };
    }
}
