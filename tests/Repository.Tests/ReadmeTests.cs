namespace MLNet.Vae.Tests.Repository;

/// <summary>The quick start that a reader pastes is the example. What it prints is held by <see cref="PackageTests"/>.</summary>
public sealed class ReadmeTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("nuget/PackageReadme.md")]
    public void QuickStart_IsTheExample(string page) => Assert.Equal(
        File.ReadAllText(Path.Combine(RepositoryFiles.Root, "examples/QuickStart/Program.cs")).Trim(),
        MarkdownBlock.In(page).First(block => block.Language == "csharp").Code.Trim());
}
