using MLNet.Vae.Pages;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Pictures;

/// <summary>Where the rows lie in the two latent dimensions that carry most; of a single dimension, how it goes with the score.</summary>
internal static class LatentPicture
{
    private const double PriorReach = 2.2; // deviations of the prior that an axis always shows

    public static string Draw(ScoredRows rows, TipWords words)
    {
        var classes = Classes.For(rows);
        var kl = rows.Model.KlPerLatentDimension;
        int[] units = [.. Enumerable.Range(0, kl.Count).OrderByDescending(unit => kl[unit])];
        Func<ReportedRow, double> x = row => row.Embedding[units[0]];
        Func<ReportedRow, double> y = units.Length > 1 ? row => row.Embedding[units[1]] : row => row.Score;
        var plot = new Plot(
            Describe(rows, classes, units),
            LatentAxis(units[0], x),
            units.Length > 1 ? LatentAxis(units[1], y) : Axis.Linear("score in nats", rows.Shown.Min(y), rows.Shown.Max(y)));
        foreach (bool isAnomaly in new[] { false, true })
        {
            plot.AddDots(
                isAnomaly ? classes.Anomalies : classes.Normal,
                Classes.Color(isAnomaly),
                [.. rows.Shown.Where(row => row.IsAnomaly == isAnomaly).Select(row => (x(row), y(row), RowTip.Create(row, classes, words)))]);
        }

        if (units.Length > 1)
            plot.AddOutline("prior", PageColors.Axis, Circle(1)).AddOutline("", PageColors.Axis, Circle(2));
        return plot.ToHtml("latent");

        Axis LatentAxis(int unit, Func<ReportedRow, double> value) => Axis.Linear(
            $"z{unit} (KL divergence {Shown.Nats(kl[unit])} nats)",
            Math.Min(rows.Shown.Min(value) - 0.2, -PriorReach),
            Math.Max(rows.Shown.Max(value) + 0.2, PriorReach));
    }

    private static string Describe(ScoredRows rows, Classes classes, int[] units)
    {
        string axes = units.Length > 1 ? $"the latent dimensions z{units[0]} and z{units[1]}" : $"the latent dimension z{units[0]} and the score";
        return $"Points for {rows.Shown.Count:N0} rows over {axes}.{Center(false)}{Center(true)} " +
            "The table of the most anomalous rows names those that lie apart.";

        string Center(bool isAnomaly)
        {
            var some = rows.Shown.Where(row => row.IsAnomaly == isAnomaly).ToList();
            return some.Count == 0
                ? ""
                : $" The {some.Count:N0} that are {(isAnomaly ? classes.Anomalies : classes.Normal)} have their middle at " +
                  $"{string.Join(" and ", units.Take(2).Select(unit => $"z{unit} = {some.Average(row => row.Embedding[unit]):0.0}"))}.";
        }
    }

    private static IEnumerable<(double, double)> Circle(double radius) =>
        Enumerable.Range(0, 73).Select(step => (radius * Math.Cos(step * Math.PI / 36), radius * Math.Sin(step * Math.PI / 36)));
}
