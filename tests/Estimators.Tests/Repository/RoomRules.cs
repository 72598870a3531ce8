using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MLNet.Vae.Tests.Repository;

/// <summary>What may be said in which folder: see the rooms in the design.</summary>
internal static partial class RoomRules
{
    /// <summary>Uses, from within the model's folder, of a folder that knows the model.</summary>
    public static bool UsesRoomAboveModel(string code) => RoomAboveModel().IsMatch(code);

    /// <summary>
    /// Uses of what ML.NET keeps internal: the types that the build makes public, or those of their methods that it names, and the
    /// runtime's own ways past an access check.
    /// </summary>
    public static bool UsesMlNetInternals(string code) =>
        PublicizedNames().Any(name => UsesName(code, name)) || PastAccessChecks().IsMatch(code);

    public static bool UsesName(string code, string name) =>
        Regex.IsMatch(code, $@"{(name[0] == '.' ? "" : @"(?<![\w.])")}{Regex.Escape(name)}\b");

    /// <summary>
    /// What Publicize.targets makes public: a type's name as code has it, or where it names a public type's static methods, Type.Method, or
    /// instance members, .Member.
    /// </summary>
    public static IReadOnlyList<string> PublicizedNames()
    {
        var targets = XDocument.Load(Path.Combine(RepositoryFiles.Root, "src/Estimators/Interop/Publicize.targets"));
        return [.. targets.Descendants("PublicizedType").SelectMany(Names)];
    }

    private static IEnumerable<string> Names(XElement item)
    {
        string type = item.Attribute("Include")!.Value.Split('.')[^1];
        var methods = item.Attribute("Methods")?.Value.Split(',').Select(method => $"{type}.{method}") ?? [];
        var members = item.Attribute("Members")?.Value.Split(',').Select(member => $".{member}") ?? [];
        string[] names = [.. methods, .. members];
        return names.Length > 0 ? names : [Regex.Replace(type, "Attribute$", "")];
    }

    [GeneratedRegex(@"\bVae\s*\.\s*(Managed|Torch|Onnx)\b|(?<![\w.])(Managed|Torch|Onnx)\s*\.\s*\w")]
    private static partial Regex RoomAboveModel();

    [GeneratedRegex(@"\b(IgnoresAccessChecksTo|UnsafeAccessor\w*|NonPublic)\b")]
    private static partial Regex PastAccessChecks();
}
