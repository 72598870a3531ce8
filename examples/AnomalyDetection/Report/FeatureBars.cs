using MLNet.Vae.Examples.Common.Pages;

namespace MLNet.Vae.Examples.AnomalyDetection.Report;

/// <summary>The features whose share in the score differs most between the classes.</summary>
internal static class FeatureBars
{
    private const int Most = 8;

    public static string Draw(Detection detection, IReadOnlyList<string> names)
    {
        var features = names
            .Select((name, i) => (Name: name, Normal: Median(detection, label: 0, i), Anomaly: Median(detection, label: 1, i)))
            .OrderByDescending(feature => feature.Anomaly - feature.Normal)
            .Take(Most)
            .ToList();
        double longest = Math.Max(features.Max(feature => Math.Max(feature.Normal, feature.Anomaly)), 1e-3);
        var bars = new BarList().AddLegend("normal", Colors.Normal).AddLegend("anomalies", Colors.Anomaly);
        foreach (var (name, normal, anomaly) in features)
        {
            bars.Add(name, normal / longest, Colors.Normal, $"{normal:0.0}");
            bars.Add("", anomaly / longest, Colors.Anomaly, $"{anomaly:0.0}");
        }

        return bars.ToString();
    }

    private static double Median(Detection detection, int label, int feature)
    {
        float[] nats = [.. detection.Rows.Where(row => row.Label == label).Select(row => row.FeatureScores[feature]).Order()];
        return nats[nats.Length / 2];
    }
}
