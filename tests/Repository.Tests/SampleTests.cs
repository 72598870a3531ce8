namespace MLNet.Vae.Tests.Repository;

/// <summary>Each single-file sample runs on the packed packages and prints what stands at its end.</summary>
[Collection(nameof(Dotnet))]
public sealed class SampleTests(SampleRuns runs) : IClassFixture<SampleRuns>
{
    private const int MinLines = 20, MaxLines = 60;

    public static TheoryData<string> Names => [.. Sample.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Sample_OnThePackedPackages_PrintsWhatItsEndSays(string name)
    {
        var sample = Sample.All.Single(sample => sample.Name == name);

        string printed = await runs.Output(sample);

        GeneratedPage.AssertCurrent(sample.File, text => PrintedText.IsSame(sample.Output, printed) ? text : sample.WithOutput(printed));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample_IsShortAndNamesThePackagesOfThisVersion(string name)
    {
        var sample = Sample.All.Single(sample => sample.Name == name);

        Assert.InRange(sample.Lines.Count, MinLines, MaxLines);
        Assert.All(sample.Packages, package => Assert.Equal(
            package.Id.StartsWith("MLNet.Vae", StringComparison.Ordinal) ? PackedPackages.Version : package.Version, package.Version));
        Assert.Contains(sample.Packages, package => package.Id.StartsWith("MLNet.Vae", StringComparison.Ordinal));
    }

    [Fact]
    public void SamplesPage_HasALineForEach() => Assert.Equal(
        Sample.All.Select(sample => Path.GetFileName(sample.File)).Order(StringComparer.Ordinal),
        MarkdownLink.In("samples/README.md").Select(link => link.Target).Where(target => target.EndsWith(".cs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));
}
