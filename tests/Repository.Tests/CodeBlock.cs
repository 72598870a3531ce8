using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MLNet.Vae.Tests.Repository;

/// <summary>C# that a Markdown file shows, in the hands of the compiler.</summary>
internal static class CodeBlock
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

    /// <summary>A program of the block.</summary>
    public static CSharpCompilation Compile(MarkdownBlock block, CancellationToken cancellation)
    {
        var tree = CSharpSyntaxTree.ParseText(
            $"#line {block.Line} \"{block.File}\"\n{block.Code}", Language, cancellationToken: cancellation);
        bool isWhole = tree.GetCompilationUnitRoot(cancellation).Usings.Count > 0;
        SyntaxTree[] trees = isWhole ? [ImplicitUsings, tree] : [ImplicitUsings, UsingsOfAPiece, tree];
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
        return CSharpCompilation.Create("CodeBlock", trees, RunningAssemblies.References, options);
    }

    private static SyntaxTree Usings(params string[] names) =>
        CSharpSyntaxTree.ParseText(string.Concat(names.Select(name => $"global using {name};\n")), Language);
}
