using System.Globalization;

namespace MLNet.Vae.Tests.Repository;

/// <summary>The tables of false alarms are made from what the alarms benchmark printed.</summary>
public sealed class AlarmTablesTests
{
    private const string Part = "alarms", Mean = "MEAN";
    private const int FewRows = 500;

    [Fact]
    public void ScoresPage_HasTheMeansThatWereMeasured() => GeneratedPage.AssertPart("docs/scores.md", Part, Table("alarms asked for", means: true, Lines()));

    [Fact]
    public void BenchmarksPage_HasTheSharesThatWereMeasured() => GeneratedPage.AssertPart("benchmarks/README.md", Part, Table("data set", means: false, Lines()));

    private static string Table(string title, bool means, Line[] lines)
    {
        double[] rates = [.. lines.Select(line => line.Rate).Distinct()];
        var sets = lines.GroupBy(line => line.Set).OrderBy(set => set.First().TrainingRows).ToArray();
        return string.Concat(
        [
            $"\n| {title} | training rows | {string.Join(" | ", rates.Select(Percent))} |\n|---|---|{string.Concat(rates.Select(_ => "---|"))}\n",
            .. means ? [] : sets.Select(set => $"| {set.Key} | {set.First().TrainingRows} | {string.Join(" | ", set.Select(Share))} |\n"),
            MeanOf("fewer than 500", line => line.TrainingRows < FewRows),
            MeanOf("500 and more", line => line.TrainingRows >= FewRows),
            "\n",
        ]);

        string MeanOf(string rows, Func<Line, bool> belongs)
        {
            Line[] group = [.. lines.Where(belongs)];
            var shares = rates.Select(rate => Percent(group.Where(line => line.Rate == rate).Average(line => line.Share)));
            return $"| mean of {group.Length / rates.Length} sets | {rows} | {string.Join(" | ", shares)} |\n";
        }
    }

    private static string Share(Line line) => line.Share < line.Low || line.Share > line.High ? $"**{Percent(line.Share)}**" : Percent(line.Share);

    private static string Percent(double share) => FormattableString.Invariant($"{100 * share:0.0} %");

    private static Line[] Lines() =>
    [
        .. File.ReadLines(Path.Combine(RepositoryFiles.Root, "benchmarks/results/alarms.txt"))
            .Select(line => line.Split(' ')).Where(cells => cells[0] != Mean)
            .Select(cells => new Line(cells[0], Number(cells[1]), Number(cells[2]), int.Parse(cells[3], CultureInfo.InvariantCulture), Number(cells[6]), Number(cells[7]))),
    ];

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    /// <summary>One line of the alarms benchmark.</summary>
    private sealed record Line(string Set, double Rate, double Share, int TrainingRows, double Low, double High);
}
