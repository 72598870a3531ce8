namespace MLNet.Vae.Tests.Repository;

/// <summary>The tables of options are made from the options' own documentation and from what a new instance holds.</summary>
public sealed class OptionsTableTests
{
    public static TheoryData<Type> Types => [typeof(VaeOptions), typeof(VaeEstimator.Options), typeof(VaeDecodingEstimator.Options)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Documentation_StatesTheDefault(Type type) => Assert.All(
        OptionDocumentation.Of(type),
        option => Assert.True(
            option.StatesDefault,
            $"A new instance has {option.Name} {option.Default}; expected \"Default {option.Default}\" in: {option.Summary}"));

    [Fact]
    public void OptionsPage_HasTheOptions() =>
        GeneratedPage.AssertPart("docs/options.md", "options", $"\n{string.Join('\n', Types.Select(type => Table(type)))}\n");

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
