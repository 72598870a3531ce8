using System.Reflection;

namespace Signatures;

/// <summary>A type in lines of text: what a caller's compiled code holds of it, and nothing else.</summary>
internal static class SignatureText
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static string[] OfWhatItDeclares(Type type, VisibleMembers visible) =>
        [Declaration(type), .. Members(type, visible, Everything | BindingFlags.DeclaredOnly)];

    /// <summary>What it can be assigned to.</summary>
    public static IEnumerable<string> OfWhatItIs(Type type, VisibleMembers visible)
    {
        for (var ancestor = type.BaseType; ancestor != null; ancestor = ancestor.BaseType)
            yield return $"derives from {Name(ancestor)}";
        foreach (var implemented in type.GetInterfaces().Where(i => visible.IsVisible(Definition(i))))
            yield return $"implements {Name(implemented)}";
    }

    /// <summary>
    /// All of both, and what is inherited: a compiled call finds a method wherever among the base types it is; but not a field.
    /// </summary>
    public static HashSet<string> OfWhatItHas(Type type, VisibleMembers visible) =>
    [
        .. OfWhatItDeclares(type, visible),
        .. OfWhatItIs(type, visible),
        .. Members(type, visible, Everything).Where(line => !line.Contains(" field ")),
    ];

    private static string Declaration(Type type)
    {
        // That it is a class or a struct is told by what it derives from.
        const TypeAttributes Others = TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.Interface;
        var attributes = type.Attributes & (TypeAttributes.VisibilityMask | Others);
        return $"{attributes} {(type.IsByRefLike ? "ref " : "")}type {type.Name}{Parameters(type.GetGenericArguments())}";
    }

    private static IEnumerable<string> Members(Type type, VisibleMembers visible, BindingFlags flags)
    {
        foreach (var field in type.GetFields(flags).Where(visible.IsVisible))
        {
            var attributes = field.Attributes & (FieldAttributes.FieldAccessMask | FieldAttributes.Static | FieldAttributes.InitOnly);
            string value = field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "";
            yield return $"{attributes} field {Name(field.FieldType)} {field.Name}{value}";
        }
        foreach (var constructor in type.GetConstructors(flags).Where(visible.IsVisible).Where(c => !c.IsStatic))
            yield return $"{constructor.Attributes & MethodAttributes.MemberAccessMask} constructor({Parameters(constructor)})";
        foreach (var method in type.GetMethods(flags).Where(visible.IsVisible))
        {
            var attributes = method.Attributes & (MethodAttributes.MemberAccessMask | MethodAttributes.Static | MethodAttributes.Abstract);
            string kind = method.IsVirtual && !method.IsFinal ? "virtual " : "";
            string name = method.Name + Parameters(method.GetGenericArguments());
            yield return $"{attributes} {kind}{Name(method.ReturnType)} {name}({Parameters(method)})";
        }
    }

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
    {
        string mode = p.IsOut ? "out " : p.IsIn ? "in " : p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        return $"{mode}{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? $" = {p.RawDefaultValue ?? "null"}" : "")}";
    }));

    private static string Parameters(Type[] generic) => generic.Length == 0 ? "" : $"<{string.Join(", ", generic.Select(Constraints))}>";

    private static string Constraints(Type parameter)
    {
        if (!parameter.IsGenericParameter)
            return Name(parameter);
        string types = string.Join(" ", parameter.GetGenericParameterConstraints().Select(Name));
        return $"{Name(parameter)}: {parameter.GenericParameterAttributes} {types}";
    }

    private static string Name(Type type)
    {
        if (type.HasElementType)
            return Name(type.GetElementType()) + (type.IsArray ? $"[{type.GetArrayRank()}]" : type.IsByRef ? "&" : "*");
        if (type.IsGenericParameter)
            return (type.DeclaringMethod == null ? "!" : "!!") + type.GenericParameterPosition;
        string arguments = type.IsGenericType ? $"<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : "";
        return Definition(type).FullName + arguments;
    }
}
