using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A public field or property, and the column it is: a number, a boolean, or an array of them.</summary>
internal sealed record ObjectMember(MemberInfo Info, Type Type)
{
    public string Name => Info.Name;
    public bool IsVector => Type.IsArray;
    public Type ItemType => Type.IsArray ? Type.GetElementType() : Type;

    public static IEnumerable<ObjectMember> All(Type userType, SchemaDefinition.Direction direction)
    {
        bool read = direction.HasFlag(SchemaDefinition.Direction.Read), write = direction.HasFlag(SchemaDefinition.Direction.Write);
        var fields = userType.GetFields(BindingFlags.Public | BindingFlags.Instance).Select(f => new ObjectMember(f, f.FieldType));
        var properties = userType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => read && p.GetGetMethod() != null || write && p.GetSetMethod() != null)
            .Select(p => new ObjectMember(p, p.PropertyType));
        return fields.Concat(properties);
    }

    public DataViewType ColumnType()
    {
        var item = PrimitiveTypes.Of(ItemType);
        return IsVector ? new VectorDataViewType(item, Info.GetCustomAttribute<VectorTypeAttribute>()?.Size ?? 0) : item;
    }

    public Func<TRow, TValue> Reader<TRow, TValue>()
    {
        var row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, TValue>>(Expression.MakeMemberAccess(row, Info), row).Compile();
    }

    public Action<TRow, TValue> Writer<TRow, TValue>()
    {
        var row = Expression.Parameter(typeof(TRow));
        var value = Expression.Parameter(typeof(TValue));
        var assignment = Expression.Assign(Expression.MakeMemberAccess(row, Info), value);
        return Expression.Lambda<Action<TRow, TValue>>(assignment, row, value).Compile();
    }
}
