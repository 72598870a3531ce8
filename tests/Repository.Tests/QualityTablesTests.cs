namespace MLNet.Vae.Tests.Repository;

/// <summary>The tables of detection quality are made from what the quality benchmark printed.</summary>
public sealed class QualityTablesTests
{
    private const string Page = "docs/choosing.md";
    private const int FewRows = 500;

    private static readonly (string Name, string Detector)[] Detectors =
    [
        ("MLNet.Vae", "vae"),
        ("the same, told `Contamination = 0.1`", "told"),
        ("k nearest neighbors, distance to the fifth", "knn"),
        ("probabilistic PCA, 90 % of the variance", "ppca"),
        ("isolation forest, 100 trees", "iforest"),
        ("ML.NET's `RandomizedPca`, the best of rank 2, 5 and 20", "randomized-pca"),
    ];

    [Fact]
    public void ChoosingPage_HasTheMeansThatWereMeasured() => GeneratedPage.AssertPart(Page, "quality", string.Concat(
        "\n| | trained on normal rows only | trained on all rows, anomalies among them |\n|---|---|---|\n",
        string.Concat(Detectors.Select(one => $"| {one.Name} | {Means("semi", one.Detector)} | {Means("unsup", one.Detector)} |\n")),
        "\n"));

    [Fact]
    public void ChoosingPage_HasTheAreasThatWereMeasured() => GeneratedPage.AssertPart(Page, "quality-by-set", BySet("semi", "vae") + BySet("unsup", "told"));

    private static string Means(string protocol, string detector)
    {
        if (!QualityFigures.Exists(protocol, detector))
            return "–";
        var figures = QualityFigures.Read(protocol, detector);
        return FormattableString.Invariant($"{figures.Area[QualityFigures.Mean]:0.000}, {figures.Precision[QualityFigures.Mean]:0.000}");
    }

    private static string BySet(string protocol, string detector)
    {
        var vae = QualityFigures.Read(protocol, detector);
        QualityFigures[] others = [.. new[] { "knn", "ppca", "iforest" }.Select(other => QualityFigures.Read(protocol, other))];
        string[] sets = [.. vae.Sets.OrderBy(set => vae.TrainingRows[set])];
        string[] small = [.. sets.Where(set => vae.TrainingRows[set] < FewRows)], large = [.. sets.Except(small)];
        var better = others.Select(one => $"{sets.Count(set => one.Area[set] > vae.Area[set])} sets");
        return string.Concat(
        [
            "\n| data set | training rows | MLNet.Vae | neighbors | probabilistic PCA | isolation forest |\n",
            "|---|---|---|---|---|---|\n",
            .. sets.Select(set => Line(set, $"{vae.TrainingRows[set]}", [set])),
            Line($"mean of the {small.Length} with fewer than {FewRows}", "", small),
            Line($"mean of the other {large.Length}", "", large),
            Line($"mean of all {sets.Length}", "", sets),
            $"| higher than MLNet.Vae's on | | | {string.Join(" | ", better)} |\n\n",
        ]);

        string Line(string name, string rows, string[] group)
        {
            var areas = others.Prepend(vae).Select(one => FormattableString.Invariant($"{group.Average(set => one.Area[set]):0.000}"));
            return $"| {name} | {rows} | {string.Join(" | ", areas)} |\n";
        }
    }
}
