using MLNet.Vae.Examples.Common.Pages;

namespace MLNet.Vae.Examples.AnomalyDetection.Report;

/// <summary>The scores of both classes, and the threshold.</summary>
internal static class ScorePicture
{
    private const int Bars = 44;

    public static string Draw(Detection detection)
    {
        double[] normal = Scores(detection, label: 0), anomalies = Scores(detection, label: 1);
        double lowest = Math.Min(normal[0], anomalies[0]), highest = Math.Max(normal[^1], anomalies[^1]);

        // Scores have a long tail: the oddest row may have a thousand times the nats of a normal one.
        double median = normal[normal.Length / 2];
        double spread = Math.Max(normal[normal.Length * 9 / 10] - median, (highest - lowest) / 1e6);
        var x = Axis.LongTailed("score in nats, logarithmic away from the normal rows", lowest, highest, median, spread);
        var normalBars = Histogram.Count(normal, x, Bars);
        var anomalyBars = Histogram.Count(anomalies, x, Bars);
        double highestBar = normalBars.Concat(anomalyBars).Max(bar => bar.Y);
        return new Plot("Histogram of the scores by class", x, Axis.Linear("share of the class, %", 0, highestBar * 1.15))
            .AddBars("normal", Colors.Normal, normalBars)
            .AddBars("anomalies", Colors.Anomaly, anomalyBars)
            .AddMark($"threshold {detection.Model.Threshold:0.0}", detection.Model.Threshold)
            .ToString();
    }

    private static double[] Scores(Detection detection, int label) =>
        [.. detection.Rows.Where(row => row.Label == label).Select(row => (double)row.Score).Order()];
}
