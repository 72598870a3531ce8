using MLNet.Vae.Pages;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Pictures;

/// <summary>The scores of both classes, and the threshold.</summary>
internal static class ScorePicture
{
    private const int Bars = 44;

    public static string Draw(ScoredRows rows)
    {
        var classes = Classes.For(rows);
        double[] normal = [.. rows.ScoresOf(anomalies: false).Order()], anomalies = [.. rows.ScoresOf(anomalies: true).Order()];
        double threshold = rows.Model.Threshold;
        double lowest = Math.Min(rows.Scores.Min(), threshold), highest = Math.Max(rows.Scores.Max(), threshold);

        // Scores have a long tail: the most anomalous row may have a thousand times the nats of a normal one.
        double[] center = normal.Length > 0 ? normal : anomalies;
        double median = center[center.Length / 2];
        double spread = Math.Max(center[center.Length * 9 / 10] - median, (highest - lowest) / 1e6);
        var x = Axis.LongTailed("score in nats, logarithmic away from the middle", lowest, highest, median, spread);
        var normalBars = Histogram.Count(normal, x, Bars);
        var anomalyBars = Histogram.Count(anomalies, x, Bars);
        double highestBar = normalBars.Concat(anomalyBars).Max(bar => bar.Y);
        return new Plot(Describe(rows, classes, normal, anomalies), x, Axis.Linear("share of the class, %", 0, highestBar * 1.15))
            .AddBars(classes.Normal, Classes.Color(isAnomaly: false), normalBars)
            .AddBars(classes.Anomalies, Classes.Color(isAnomaly: true), anomalyBars)
            .AddMark($"threshold {Shown.Nats(threshold)}", threshold)
            .AddTips(normalBars.Zip(anomalyBars, (of, and) => (
                of.From,
                of.To,
                $"{Shown.Nats(of.From)} to {Shown.Nats(of.To)} nats\n{classes.Normal}: {of.Y:0.#} %\n{classes.Anomalies}: {and.Y:0.#} %")))
            .ToHtml("scores");
    }

    private static string Describe(ScoredRows rows, Classes classes, double[] normal, double[] anomalies)
    {
        string text = $"Histogram of the scores by class; the threshold is {Shown.Nats(rows.Model.Threshold)} nats.";
        return text + Class(classes.Normal, normal) + Class(classes.Anomalies, anomalies);

        string Class(string name, double[] scores) => scores.Length == 0
            ? ""
            : $" Rows that are {name}: {scores.Length:N0}, from {Shown.Nats(scores[0])} to {Shown.Nats(scores[^1])}, median " +
              $"{Shown.Nats(scores[scores.Length / 2])}; above the threshold {scores.Count(score => score > rows.Model.Threshold):N0}.";
    }
}
