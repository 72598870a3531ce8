using System.Text.RegularExpressions;

namespace MLNet.Vae.Tests.Repository;

/// <summary>The tables of measured figures on a page are the files that the benchmarks wrote.</summary>
public sealed partial class MeasuredTablesTests
{
    [Theory]
    [InlineData("docs/backends.md")]
    [InlineData("benchmarks/README.md")]
    [InlineData("benchmarks/Backends/README.md")]
    [InlineData("src/Trainers/README.md")]
    public void Page_HasTheTablesThatWereMeasured(string page) => GeneratedPage.AssertCurrent(page, text =>
    {
        Assert.NotEmpty(Table().Matches(text));
        return Table().Replace(text, table => $"{table.Groups["begin"]}{Measured(table.Groups["file"].Value)}\n{table.Groups["end"]}");
    });

    private static string Measured(string file) =>
        "\n" + File.ReadAllText(Path.Combine(RepositoryFiles.Root, "benchmarks", "results", file)).Trim() + "\n";

    [GeneratedRegex("(?<begin><!-- measured: (?<file>[a-z0-9.-]+) -->\n).*?(?<end><!-- end -->)", RegexOptions.Singleline)]
    private static partial Regex Table();
}
