using System.Collections;

namespace Microsoft.ML;

/// <summary>What is known of a schema before any data is seen.</summary>
public sealed class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private readonly Column[] _columns;

    public SchemaShape(IEnumerable<Column> columns) => _columns = columns.ToArray();
    public int Count => _columns.Length;
    public Column this[int index] => _columns[index];

    internal static SchemaShape Create(DataViewSchema schema) => new(schema.Where(c => !c.IsHidden).Select(ShapeOf));

    private static Column ShapeOf(DataViewSchema.Column column)
    {
        var vector = column.Type as VectorDataViewType;
        var kind = vector == null ? Column.VectorKind.Scalar
            : vector.IsKnownSize ? Column.VectorKind.Vector
            : Column.VectorKind.VariableVector;
        var item = vector?.ItemType ?? column.Type;
        bool isKey = item is KeyDataViewType;
        return new Column(column.Name, kind, isKey ? PrimitiveTypes.Of(item.RawType) : item, isKey, Create(column.Annotations.Schema));
    }

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public struct Column
    {
        public readonly string Name;
        public readonly VectorKind Kind;
        public readonly DataViewType ItemType;
        public readonly bool IsKey;
        public readonly SchemaShape Annotations;

        internal Column(string name, VectorKind vecKind, DataViewType itemType, bool isKey, SchemaShape annotations = null)
        {
            Name = name;
            Kind = vecKind;
            ItemType = itemType;
            IsKey = isKey;
            Annotations = annotations ?? new SchemaShape([]);
        }

        public enum VectorKind
        {
            Scalar,
            Vector,
            VariableVector,
        }
    }
}
