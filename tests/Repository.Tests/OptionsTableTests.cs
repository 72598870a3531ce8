namespace MLNet.Vae.Tests.Repository;

/// <summary>The README's tables of options are made from the options' own documentation and from what a new instance holds.</summary>
public sealed class OptionsTableTests
{
    private const string Begin = "<!-- options: begin -->\n", End = "<!-- options: end -->";

    public static TheoryData<Type> Types => [typeof(VaeOptions), typeof(VaeEstimator.Options), typeof(VaeDecodingEstimator.Options)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Documentation_StatesTheDefault(Type type) => Assert.All(
        OptionDocumentation.Of(type),
        option => Assert.True(
            option.StatesDefault,
            $"A new instance has {option.Name} {option.Default}; expected \"Default {option.Default}\" in: {option.Summary}"));

    [Fact]
    public void Readme_HasTheOptions() => GeneratedPage.AssertCurrent("README.md", readme =>
    {
        int begin = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = readme.IndexOf(End, StringComparison.Ordinal);
        return $"{readme[..begin]}\n{string.Join('\n', Types.Select(type => Table(type)))}\n{readme[end..]}";
    });

    private static string Table(Type type)
    {
        string title = type.IsNested ? $"{type.DeclaringType!.Name}.{type.Name}" : type.Name;
        string inherited = type.BaseType == typeof(object) ? "" : $", besides those of `{type.BaseType!.Name}`";
        var lines = OptionDocumentation.Of(type).Select(option =>
            $"| `{option.Name}` | {option.Type} | `{option.Default}` | {Escape(option.Meaning)} |\n");
        return $"`{title}`{inherited}:\n\n| option | type | default | meaning and range |\n|---|---|---|---|\n{string.Concat(lines)}";
    }

    private static string Escape(string text) => text.Replace("<", "&lt;").Replace(">", "&gt;").Replace("|", "\\|");
}
