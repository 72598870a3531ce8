using System.Collections;

namespace Microsoft.ML;

/// <summary>What is known of a schema before any data is seen.</summary>
public sealed class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private static readonly SchemaShape Empty = new([]);
    private readonly Column[] _columns;

    public SchemaShape(IEnumerable<Column> columns)
    {
        Check.NotNull(columns, nameof(columns));
        _columns = columns.ToArray();
        Check.Param(_columns.All(c => c.IsValid), nameof(columns), "A column was never initialised.");
    }

    public int Count => _columns.Length;
    public Column this[int index] => _columns[index];

    internal static SchemaShape Create(DataViewSchema schema)
    {
        Check.NotNull(schema, nameof(schema));
        return new SchemaShape(schema.Where(c => !c.IsHidden).Select(ShapeOf));
    }

    private static Column ShapeOf(DataViewSchema.Column column)
    {
        var vector = column.Type as VectorDataViewType;
        var kind = vector == null ? Column.VectorKind.Scalar : vector.IsKnownSize ? Column.VectorKind.Vector : Column.VectorKind.VariableVector;
        var item = vector?.ItemType ?? column.Type;
        bool isKey = item is KeyDataViewType;
        return new Column(column.Name, kind, isKey ? PrimitiveTypes.Of(item.RawType) : item, isKey, Create(column.Annotations.Schema));
    }

    internal bool TryFindColumn(string name, out Column column)
    {
        Check.NotNull(name, nameof(name));
        column = _columns.FirstOrDefault(c => c.Name == name);
        return column.IsValid;
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
            Check.HasText(name, nameof(name));
            Check.Param(itemType is not (KeyDataViewType or VectorDataViewType), nameof(itemType), "An item type is neither key nor vector.");
            Check.Param(!isKey || KeyDataViewType.IsValidDataType(itemType.RawType), nameof(itemType), "No key is stored in that type.");
            Name = name;
            Kind = vecKind;
            ItemType = itemType;
            IsKey = isKey;
            Annotations = annotations ?? Empty;
        }

        internal bool IsValid => Name != null;

        internal bool IsCompatibleWith(Column source) =>
            Name == source.Name && Kind == source.Kind && ItemType.Equals(source.ItemType) && IsKey == source.IsKey
            && Annotations.All(a => source.Annotations.TryFindColumn(a.Name, out var other) && a.IsCompatibleWith(other));

        internal string GetTypeString()
        {
            string item = IsKey ? $"Key<{ItemType}>" : ItemType.ToString();
            return Kind switch
            {
                VectorKind.Vector => $"Vector<{item}>",
                VectorKind.VariableVector => $"VarVector<{item}>",
                _ => item,
            };
        }

        public enum VectorKind
        {
            Scalar,
            Vector,
            VariableVector,
        }
    }
}
