using System.Globalization;

namespace MLNet.Vae.Tests.Repository;

/// <summary>The tables of filled gaps are made from what the imputation benchmark and the program of its peers printed.</summary>
public sealed class ImputationTablesTests
{
    private const string Part = "imputation", Mean = "MEAN";

    private static readonly (string Name, string File)[] Imputers =
    [
        ("MLNet.Vae", "vae"),
        ("k nearest neighbors", "knn"),
        ("iterative ridge regression", "iterative"),
        ("the same, Bayesian", "iterative-bayesian"),
        ("column means", "mean"),
    ];

    [Fact]
    public void TablesPage_HasTheMeansThatWereMeasured() => GeneratedPage.AssertPart("docs/tables.md", Part, string.Concat(
        $"\n| {string.Join(" | ", Imputers.Select(one => one.Name))} |\n|{string.Concat(Imputers.Select(_ => "---|"))}\n",
        $"| {string.Join(" | ", Imputers.Select(one => Figure(Read(one.File)[Mean])))} |\n\n"));

    [Fact]
    public void BenchmarksPage_HasTheErrorsThatWereMeasured()
    {
        var errors = Imputers.Select(one => Read(one.File)).ToArray();
        GeneratedPage.AssertPart("benchmarks/README.md", Part, string.Concat(
        [
            $"\n| data set | {string.Join(" | ", Imputers.Select(one => one.Name))} |\n|---|{string.Concat(Imputers.Select(_ => "---|"))}\n",
            .. errors[0].Keys.Select(set => $"| {(set == Mean ? "mean" : set)} | {string.Join(" | ", errors.Select(one => Figure(one[set])))} |\n"),
            "\n",
        ]));
    }

    private static string Figure(double error) => FormattableString.Invariant($"{error:0.000}");

    // The error of each set, in the order of the file; the mean comes last.
    private static Dictionary<string, double> Read(string imputer) => File
        .ReadLines(Path.Combine(RepositoryFiles.Root, $"benchmarks/results/imputation-{imputer}.txt"))
        .Select(line => line.Split(' '))
        .ToDictionary(cells => cells[0], cells => double.Parse(cells[1], CultureInfo.InvariantCulture));
}
