using System.Reflection;
using Microsoft.CodeAnalysis;

namespace MLNet.Vae.Tests.Repository;

/// <summary>Whatever C# a Markdown file of the repository shows compiles, and the quick starts of the packages' pages run as they are pasted.</summary>
public sealed class CodeBlockTests
{
    public static TheoryData<string, int> Blocks
    {
        get
        {
            var blocks = new TheoryData<string, int>();
            foreach (var block in RepositoryFiles.Markdown.SelectMany(MarkdownBlock.In).Where(block => block.Language == "csharp"))
                blocks.Add(block.File, block.Line);
            return blocks;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void CodeBlock_Compiles(string file, int line)
    {
        var block = MarkdownBlock.In(file).Single(block => block.Line == line);
        var cancellation = TestContext.Current.CancellationToken;

        var found = CodeBlock.Compile(block, cancellation).GetDiagnostics(cancellation);

        // A warning is an error in the projects, too; but a reader uses the variables that nothing reads here.
        var faults = found.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS0219");
        Assert.True(!faults.Any(), string.Join('\n', faults));
    }

    [Theory]
    [InlineData("nuget/readmes/MLNet.Vae.md")]
    [InlineData("nuget/readmes/MLNet.Vae.Trainers.md")]
    public void QuickStartOfAPackage_PrintsWhatThePageSays(string page)
    {
        var blocks = MarkdownBlock.In(page);
        string expected = blocks.First(block => block.Language == "text").Code;
        var cancellation = TestContext.Current.CancellationToken;
        using var program = new MemoryStream();
        Assert.True(CodeBlock.Compile(blocks.First(block => block.Language == "csharp"), cancellation).Emit(program, cancellationToken: cancellation).Success);

        var console = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            var main = Assembly.Load(program.ToArray()).EntryPoint!;
            main.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Equal(expected, output.ToString().ReplaceLineEndings("\n"));
    }
}
