using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MLNet.Vae.Tests.Repository;

/// <summary>One option: what a new instance holds, and what its documentation says in the XML file beside the assembly.</summary>
internal sealed partial class OptionDocumentation
{
    private static readonly CSharpCompilation Compilation = CSharpCompilation.Create("Options", references: RunningAssemblies.References);

    private static readonly SymbolDisplayFormat TypeNames = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly PropertyInfo _property;

    private OptionDocumentation(PropertyInfo property, object options)
    {
        _property = property;
        Default = Text(property.GetValue(options));
        Summary = SummaryOf(property);
    }

    public string Name => _property.Name;

    /// <summary>As C# writes it; an enumeration with its values.</summary>
    public string Type
    {
        get
        {
            string name = $"`{TypeSymbol.ToDisplayString(TypeNames)}`";
            return _property.PropertyType.IsEnum ? $"{name}: {string.Join(", ", Enum.GetNames(_property.PropertyType))}" : name;
        }
    }

    public string Default { get; }

    /// <summary>All that the documentation says, as Markdown on one line.</summary>
    public string Summary { get; }

    /// <summary>Whether the documentation names the default that a new instance has.</summary>
    public bool StatesDefault => DefaultSentence().Match(Summary) is { Success: true } match && match.Groups["value"].Value == Default;

    /// <summary>What the documentation says besides the default: "Default 1." goes, "Default null: …" keeps what null means.</summary>
    public string Meaning => DefaultSentence().Replace(
        Summary, match => match.Groups["end"].Value == ":" ? $"`{Default}`: " : "").Trim();

    /// <summary>The options that a type declares itself, in their order.</summary>
    public static IReadOnlyList<OptionDocumentation> Of(Type type)
    {
        object options = Activator.CreateInstance(type)!;
        return
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .OrderBy(property => property.MetadataToken)
                .Select(property => new OptionDocumentation(property, options))
        ];
    }

    private ITypeSymbol TypeSymbol => Compilation.GetTypeByMetadataName(_property.DeclaringType!.FullName!)!
        .GetMembers(Name).OfType<IPropertySymbol>().Single().Type;

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        CancellationToken => "none",
        Enum choice => $"{choice.GetType().Name}.{choice}",
        ICollection { Count: 0 } => "empty",
        IEnumerable list => string.Join(", ", list.Cast<object>()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string SummaryOf(PropertyInfo property)
    {
        string file = Path.Combine(AppContext.BaseDirectory, $"{property.DeclaringType!.Assembly.GetName().Name}.xml");
        string member = $"P:{property.DeclaringType.FullName!.Replace('+', '.')}.{property.Name}";
        var members = XDocument.Load(file).Descendants("member");
        var summary = members.Single(element => element.Attribute("name")!.Value == member).Element("summary")!;
        return WhiteSpace().Replace(string.Concat(summary.Nodes().Select(node => Text(node, property.DeclaringType))), " ").Trim();
    }

    // A reference is the name of a member, with its type's before it where that is another one.
    private static string Text(XNode node, Type type) => node switch
    {
        XElement { Name.LocalName: "see" } see => $"`{Reference(see.Attribute("cref")!.Value, type)}`",
        XElement element => $"`{element.Value}`",
        XText text => text.Value,
        _ => "",
    };

    private static string Reference(string cref, Type type)
    {
        string[] names = cref[2..].Split('.');
        return cref[0] == 'T' || names[^2] == type.Name ? names[^1] : $"{names[^2]}.{names[^1]}";
    }

    [GeneratedRegex("""\bDefault `?(?<value>("[^"]*"|[^:])+?)`?(?<end>:|\.)( |$)""", RegexOptions.ExplicitCapture)]
    private static partial Regex DefaultSentence();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
