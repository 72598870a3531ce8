using System.Reflection;
using System.Runtime.CompilerServices;

namespace MLNet.Vae.Tests.Repository;

/// <summary>Writes down what users of an assembly can see, a line for each type and each member, sorted.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static IEnumerable<string> Describe(Assembly assembly) => assembly.GetExportedTypes()
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => Members(type).Order(StringComparer.Ordinal).Select(member => "    " + member).Prepend(Describe(type)));

    private static string Describe(Type type)
    {
        string modifiers = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var own = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []);
        IEnumerable<string> bases = own.Select(SignatureNames.Of).Order(StringComparer.Ordinal);
        if (type.IsClass && type.BaseType != typeof(object))
            bases = bases.Prepend(SignatureNames.Of(type.BaseType!));
        string inherited = type.IsEnum ? "" : string.Join(", ", bases);
        return $"{modifiers} {type.Namespace}.{SignatureNames.Of(type)}{(inherited.Length > 0 ? " : " : "")}{inherited}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{Convert.ToInt64(Enum.Parse(type, name))}: {name}");
        return type.GetConstructors(Declared).Where(IsVisible).Select(Describe)
            .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible)).Select(Describe))
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(Describe))
            .Concat(type.GetMethods(Declared).Where(method => IsVisible(method) && !IsGenerated(method)).Select(Describe));
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // Accessors, and what a record adds of itself.
    private static bool IsGenerated(MethodBase method) => method.IsSpecialName || method.IsDefined(typeof(CompilerGeneratedAttribute));

    private static string Describe(ConstructorInfo constructor) => $"new({Parameters(constructor)})";

    private static string Describe(FieldInfo field) => $"{SignatureNames.Of(field.FieldType)} {field.Name}";

    private static string Describe(PropertyInfo property)
    {
        string type = SignatureNames.Of(new NullabilityInfoContext().Create(property));
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        string get = property.GetMethod is { } getter && IsVisible(getter) ? "get; " : "";
        string set = property.SetMethod is not { } setter || !IsVisible(setter) ? ""
            : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ";
        return $"{required}{Static(property.GetAccessors(nonPublic: true)[0])}{type} {property.Name} {{ {get}{set}}}";
    }

    private static string Describe(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(SignatureNames.Of))}>" : "";
        string result = SignatureNames.Of(new NullabilityInfoContext().Create(method.ReturnParameter));
        string receiver = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{Static(method)}{result} {method.Name}{generic}({receiver}{Parameters(method)})";
    }

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Describe));

    private static string Describe(ParameterInfo parameter)
    {
        string type = SignatureNames.Of(new NullabilityInfoContext().Create(parameter));
        return $"{type} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Default(parameter)}" : "")}";
    }

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        var other => other.ToString()!,
    };
}
