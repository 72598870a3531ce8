using System.Text.RegularExpressions;

namespace MLNet.Vae.Tests.Repository;

/// <summary>The tables of measured figures on a page are the files that the benchmarks wrote.</summary>
public sealed partial class MeasuredTablesTests
{
    private const string Update = "UPDATE_README";

    [Theory]
    [InlineData("README.md")]
    [InlineData("benchmarks/README.md")]
    [InlineData("benchmarks/Backends/README.md")]
    public void Page_HasTheTablesThatWereMeasured(string page)
    {
        string path = Path.Combine(RepositoryFiles.Root, page);
        string text = File.ReadAllText(path);
        string expected = Table().Replace(text, table => $"{table.Groups["begin"]}{Measured(table.Groups["file"].Value)}\n{table.Groups["end"]}");
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(path, expected);
            text = expected;
        }

        Assert.NotEmpty(Table().Matches(text));
        Assert.True(
            text == expected,
            $"A table in {page} is not the file in benchmarks/results. This copies it: {Update}=1 dotnet test tests/Estimators.Tests.");
    }

    private static string Measured(string file) =>
        "\n" + File.ReadAllText(Path.Combine(RepositoryFiles.Root, "benchmarks", "results", file)).Trim() + "\n";

    [GeneratedRegex("(?<begin><!-- measured: (?<file>[a-z0-9.-]+) -->\n).*?(?<end><!-- end -->)", RegexOptions.Singleline)]
    private static partial Regex Table();
}
