using System.Reflection;
using System.Text.RegularExpressions;

namespace MLNet.Vae.Tests.Repository;

/// <summary>The quick start that a reader pastes is the example that runs, and prints what the README says.</summary>
public partial class ReadmeTests
{
    private static string Readme => File.ReadAllText(Path.Combine(RepositoryFiles.Root, "README.md"));

    [Fact]
    public void QuickStart_CodeInReadme_IsTheExample() =>
        Assert.Equal(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "examples/QuickStart/Program.cs")).Trim(), Block("csharp"));

    [Fact]
    public void QuickStart_Run_PrintsWhatTheReadmeSays()
    {
        var console = Console.Out;
        using var printed = new StringWriter { NewLine = "\n" };
        Console.SetOut(printed);
        try
        {
            var entry = Assembly.Load("MLNet.Vae.Examples.QuickStart").EntryPoint!;
            entry.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Equal(Block("text"), printed.ToString().Trim());
    }

    private static string Block(string language) =>
        CodeBlock().Matches(Readme).First(match => match.Groups["language"].Value == language).Groups["code"].Value.Trim();

    [GeneratedRegex("^```(?<language>\\w+)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
