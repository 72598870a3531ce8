using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MLNet.Vae.Tests.Repository;

/// <summary>Whatever C# a Markdown file of the repository shows compiles.</summary>
public sealed class CodeBlockTests
{
    // The preview of this compiler is the C# 14 of the SDK.
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Preview);

    // As ImplicitUsings has them, with those of a web project.
    private static readonly SyntaxTree ImplicitUsings = Usings(
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
        "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Http", "Microsoft.Extensions.DependencyInjection");

    // Code without usings of its own is a piece of a program that has these, and some variables.
    private static readonly SyntaxTree UsingsOfAPiece = Usings(
        "Microsoft.ML", "Microsoft.ML.Data", "MLNet.Vae", $"static {typeof(Given).FullName}");

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
        string code = MarkdownBlock.In(file).Single(block => block.Line == line).Code;
        var cancellation = TestContext.Current.CancellationToken;
        var tree = CSharpSyntaxTree.ParseText($"#line {line} \"{file}\"\n{code}", Language, cancellationToken: cancellation);
        bool isWhole = tree.GetCompilationUnitRoot(cancellation).Usings.Count > 0;
        SyntaxTree[] trees = isWhole ? [ImplicitUsings, tree] : [ImplicitUsings, UsingsOfAPiece, tree];
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);

        var found = CSharpCompilation.Create("CodeBlock", trees, RunningAssemblies.References, options).GetDiagnostics(cancellation);

        // A warning is an error in the projects, too; but a reader uses the variables that nothing reads here.
        var faults = found.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS0219");
        Assert.True(!faults.Any(), string.Join('\n', faults));
    }

    private static SyntaxTree Usings(params string[] names) =>
        CSharpSyntaxTree.ParseText(string.Concat(names.Select(name => $"global using {name};\n")), Language);
}
