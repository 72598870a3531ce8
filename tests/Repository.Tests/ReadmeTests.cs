namespace MLNet.Vae.Tests.Repository;

/// <summary>The quick start that a reader pastes is the example. What it prints is held by <see cref="PackageTests"/>.</summary>
public sealed class ReadmeTests
{
    private const int MaxLines = 150;

    [Fact]
    public void Readme_IsShort() => Assert.InRange(File.ReadLines(Path.Combine(RepositoryFiles.Root, "README.md")).Count(), 1, MaxLines);

    [Fact]
    public void Readme_NamesEveryPage() => Assert.Empty(
        RepositoryFiles.Markdown.Where(file => file.StartsWith("docs/", StringComparison.Ordinal) || file == "samples/README.md")
            .Except(MarkdownLink.In("README.md").Select(link => link.Target)));

    [Fact]
    public void Readme_NamesEveryPackage()
    {
        string readme = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "README.md"));
        var projects = Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "src"), "*.csproj", SearchOption.AllDirectories);
        Assert.All(projects, project => Assert.Contains($"\n| `{Path.GetFileNameWithoutExtension(project)}` | ", readme, StringComparison.Ordinal));
    }

    [Fact]
    public void QuickStart_IsTheExample() => Assert.Equal(
        File.ReadAllText(Path.Combine(RepositoryFiles.Root, "examples/QuickStart/Program.cs")).Trim(),
        MarkdownBlock.In("README.md").First(block => block.Language == "csharp").Code.Trim());
}
