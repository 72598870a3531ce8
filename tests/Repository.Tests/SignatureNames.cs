using System.Reflection;

namespace MLNet.Vae.Tests.Repository;

/// <summary>Types as they are written in C#.</summary>
internal static class SignatureNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
    };

    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Of(underlying)}?";
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[]";
        string outer = type.IsNested && !type.IsGenericParameter ? $"{Of(type.DeclaringType!)}." : "";
        return $"{outer}{type.Name.Split('`')[0]}{Arguments(type.GetGenericArguments().Select(Of))}";
    }

    /// <summary>A type with a question mark where it may be null.</summary>
    public static string Of(NullabilityInfo info)
    {
        if (info.Type.IsValueType || info.GenericTypeArguments.Length == 0)
            return Of(info.Type) + (!info.Type.IsValueType && info.ReadState == NullabilityState.Nullable ? "?" : "");
        string name = info.Type.Name.Split('`')[0] + Arguments(info.GenericTypeArguments.Select(Of));
        return name + (info.ReadState == NullabilityState.Nullable ? "?" : "");
    }

    private static string Arguments(IEnumerable<string> names)
    {
        string joined = string.Join(", ", names);
        return joined.Length > 0 ? $"<{joined}>" : "";
    }
}
