using System.Reflection;

namespace MLNet.Vae.Tests.Repository;

/// <summary>The quick start that a reader pastes is the example that runs, and prints what the README says.</summary>
public sealed class ReadmeTests
{
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
        MarkdownBlock.In("README.md").First(block => block.Language == language).Code.Trim();
}
