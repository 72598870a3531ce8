namespace MLNet.Vae.Tests.Repository;

/// <summary>The quick start that a reader pastes is the example. What it prints is held by <see cref="PackageTests"/>.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void QuickStart_IsTheExample() => Assert.Equal(
        File.ReadAllText(Path.Combine(RepositoryFiles.Root, "examples/QuickStart/Program.cs")).Trim(),
        MarkdownBlock.In("README.md").First(block => block.Language == "csharp").Code.Trim());
}
