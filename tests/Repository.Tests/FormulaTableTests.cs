using System.Text.RegularExpressions;

namespace MLNet.Vae.Tests.Repository;

/// <summary>The table from formula to code to test names files and folders that are there.</summary>
public sealed partial class FormulaTableTests
{
    private const string Page = "docs/design.md", Heading = "## From formula to code to test";
    private const int CodeColumn = 3, TestColumn = 4;

    public static TheoryData<string> Paths
    {
        get
        {
            string page = File.ReadAllText(Path.Combine(RepositoryFiles.Root, Page));
            string[] lines = page[page.IndexOf(Heading, StringComparison.Ordinal)..].Split('\n');
            string[][] rows = [.. lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(line => ColumnBorder().Split(line))];
            return
            [
                .. rows.SelectMany(row => Named(row[CodeColumn], "src/Trainers").Concat(Named(row[TestColumn], "tests/Trainers.Tests")))
                    .Distinct().Order(StringComparer.Ordinal)
            ];
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Path_IsThere(string path) => Assert.True(Path.Exists(Path.Combine(RepositoryFiles.Root, path)), $"{Page}: there is no {path}.");

    // What is code and no path (an option, a command) has neither a slash nor the ending of a file.
    private static IEnumerable<string> Named(string cell, string folder) => CodeSpan().Matches(cell).Select(match => match.Groups["code"].Value)
        .Where(code => code.Contains('/', StringComparison.Ordinal) || code.EndsWith(".cs", StringComparison.Ordinal)).Select(code => $"{folder}/{code}");

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex ColumnBorder();

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex CodeSpan();
}
