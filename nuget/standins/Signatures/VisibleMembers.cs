using System.Reflection;
using System.Xml.Linq;

namespace Signatures;

/// <summary>What a program can use: public and protected members, and the internals that a targets file makes public.</summary>
internal sealed class VisibleMembers
{
    private readonly Dictionary<string, string[]> _publicized;

    public VisibleMembers(string targetsFile) => _publicized = XDocument.Load(targetsFile).Descendants("PublicizedType").ToDictionary(
        item => item.Attribute("Include").Value, item => $"{item.Attribute("Methods")?.Value},{item.Attribute("Members")?.Value}".Split(','));

    public bool IsVisible(Type type) => type.IsNested
        ? IsVisible(type.DeclaringType) && (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem)
        : type.IsPublic || _publicized.ContainsKey(type.FullName);

    public bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly
        || _publicized.TryGetValue(method.DeclaringType.FullName ?? "", out string[] methods) && methods.Contains(method.Name);

    public bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly
        || _publicized.TryGetValue(field.DeclaringType.FullName ?? "", out string[] members) && members.Contains(field.Name);
}
