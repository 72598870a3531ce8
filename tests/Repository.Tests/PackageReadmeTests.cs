using System.Text.RegularExpressions;

namespace MLNet.Vae.Tests.Repository;

/// <summary>What the packages' readmes share with the first page and the samples is written there alone.</summary>
public sealed partial class PackageReadmeTests
{
    private static readonly string[] Headings =
    [
        "About", "Key Features", "How to Use", "Main Types", "Additional Documentation", "Related Packages", "Feedback & Contributing",
    ];

    public static TheoryData<string> Readmes =>
        [.. RepositoryFiles.Markdown.Where(file => file.StartsWith("nuget/readmes/", StringComparison.Ordinal))];

    [Fact]
    public void ReadmeOfTheEstimators_HasTheFirstPagesFeaturesQuickStartAndColumns() =>
        GeneratedPage.AssertCurrent("nuget/readmes/MLNet.Vae.md", page =>
        {
            string first = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "README.md"));
            foreach (var part in new[] { List(), Program(), Printed(), Table() })
                page = part.Replace(page, _ => part.Match(first).Value, count: 1);
            return page;
        });

    [Fact]
    public void ReadmeOfTheEngine_HasTheSampleOfArrays() =>
        GeneratedPage.AssertCurrent("nuget/readmes/MLNet.Vae.Trainers.md", page =>
        {
            var sample = Sample.All.Single(sample => sample.Name == "arrays");
            page = Program().Replace(page, _ => $"```csharp\n{sample.Program}```\n", count: 1);
            return Printed().Replace(page, _ => $"```text\n{sample.Output}```\n", count: 1);
        });

    [Theory]
    [MemberData(nameof(Readmes))]
    public void Readme_HasTheHeadingsThatMicrosoftsPackagesHave(string file) => Assert.Equal(
        Headings,
        Heading().Matches(MarkdownBlock.Remove(File.ReadAllText(Path.Combine(RepositoryFiles.Root, file)))).Select(match => match.Groups["text"].Value));

    // nuget.org shows it, where the files beside it are not.
    [Theory]
    [MemberData(nameof(Readmes))]
    public void Readme_HasNoRelativeLink(string file) => Assert.Empty(MarkdownLink.In(file));

    [GeneratedRegex("^## (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^- [^\n]*\n(?:(?:- |  )[^\n]*\n)*", RegexOptions.Multiline)]
    private static partial Regex List();

    [GeneratedRegex("^```csharp\n.*?^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Program();

    [GeneratedRegex("^```text\n.*?^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Printed();

    [GeneratedRegex("^(?:\\|[^\n]*\n)+", RegexOptions.Multiline)]
    private static partial Regex Table();
}
