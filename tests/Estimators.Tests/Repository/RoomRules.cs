using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MLNet.Vae.Tests.Repository;

/// <summary>What may be said in which folder: see the rooms in the design.</summary>
internal static partial class RoomRules
{
    /// <summary>Uses of TorchSharp's namespace; the name alone, as of a member, is none.</summary>
    public static bool UsesTorchSharp(string code) => TorchSharp().IsMatch(code);

    public static bool UsesMlNet(string code) => MlNet().IsMatch(code);

    /// <summary>Uses, from within the model's folder, of a folder that knows the model.</summary>
    public static bool UsesRoomAboveModel(string code) => RoomAboveModel().IsMatch(code);

    /// <summary>
    /// Uses of what ML.NET keeps internal: the types that the build makes public, or those of their methods that it names, and the
    /// runtime's own ways past an access check.
    /// </summary>
    public static bool UsesMlNetInternals(string code) =>
        PublicizedNames().Any(name => UsesName(code, name)) || PastAccessChecks().IsMatch(code);

    public static bool UsesName(string code, string name) => Regex.IsMatch(code, $@"(?<![\w.]){Regex.Escape(name)}\b");

    /// <summary>What Publicize.targets makes public: a type's name, or Type.Method where it names methods of a public type.</summary>
    public static IReadOnlyList<string> PublicizedNames()
    {
        var targets = XDocument.Load(Path.Combine(RepositoryFiles.Root, "src/Estimators/Interop/Publicize.targets"));
        return [.. targets.Descendants("PublicizedType").SelectMany(Names)];
    }

    private static IEnumerable<string> Names(XElement item)
    {
        string type = item.Attribute("Include")!.Value.Split('.')[^1];
        return item.Attribute("Methods") is { } methods ? methods.Value.Split(',').Select(method => $"{type}.{method}") : [type];
    }

    [GeneratedRegex(@"using\s+(static\s+)?TorchSharp\b|(?<![\w.])TorchSharp\s*\.\s*\w|global::TorchSharp")]
    private static partial Regex TorchSharp();

    [GeneratedRegex(@"\bMicrosoft\s*\.\s*ML\b")]
    private static partial Regex MlNet();

    [GeneratedRegex(@"\bVae\s*\.\s*(Managed|Torch|Onnx)\b|(?<![\w.])(Managed|Torch|Onnx)\s*\.\s*\w")]
    private static partial Regex RoomAboveModel();

    [GeneratedRegex(@"\b(IgnoresAccessChecksTo|UnsafeAccessor\w*|NonPublic)\b")]
    private static partial Regex PastAccessChecks();
}
