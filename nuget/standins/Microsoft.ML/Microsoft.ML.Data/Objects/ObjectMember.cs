using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A public field or property, and the column it is.</summary>
internal sealed record ObjectMember(MemberInfo Info, Type Type)
{
    public static IEnumerable<ObjectMember> All(Type userType, SchemaDefinition.Direction direction)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;
        bool read = direction.HasFlag(SchemaDefinition.Direction.Read), write = direction.HasFlag(SchemaDefinition.Direction.Write);
        var fields = userType.GetFields(Public).Select(f => new ObjectMember(f, f.FieldType));
        var properties = userType.GetProperties(Public).Where(p => p.GetIndexParameters().Length == 0
            && (read && p.GetGetMethod() != null || write && p.GetSetMethod() != null)).Select(p => new ObjectMember(p, p.PropertyType));
        return fields.Concat(properties).Where(m => m.Info.GetCustomAttribute<NoColumnAttribute>() == null);
    }

    public static ObjectMember Find(Type userType, string name) =>
        All(userType, SchemaDefinition.Direction.Both).FirstOrDefault(m => m.Info.Name == name)
        ?? throw new ArgumentOutOfRangeException("userSchemaDefinition", $"{userType} has no member '{name}'.");

    public DataViewType ColumnType()
    {
        var rawType = ColumnValues.PlainItem(Type, out bool isVector);
        var item = PrimitiveTypes.Of(rawType) ?? throw new ArgumentOutOfRangeException(nameof(rawType), $"No column holds what {Info.Name} is, {Type}.");
        if (Info.GetCustomAttribute<KeyTypeAttribute>() is { } key)
            item = new KeyDataViewType(rawType, key.Count);
        var vector = Info.GetCustomAttribute<VectorTypeAttribute>();
        Check.Param(isVector || vector == null, "userType", $"Member {Info.Name} is no vector.");
        return isVector ? new VectorDataViewType(item, vector?.Dims ?? [0]) : item;
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
        return Expression.Lambda<Action<TRow, TValue>>(Expression.Assign(Expression.MakeMemberAccess(row, Info), value), row, value).Compile();
    }
}
