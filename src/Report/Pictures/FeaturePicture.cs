using MLNet.Vae.Pages;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Pictures;

/// <summary>The features whose share in the score differs most between the classes; with one class alone, those that add most.</summary>
internal static class FeaturePicture
{
    private const int ShownFeatures = 8;

    public static string Draw(ScoredRows rows)
    {
        var classes = Classes.For(rows);
        var features = rows.FeatureNames
            .Select((name, i) => (Name: name, Normal: Share(rows.NormalShares, i), Anomaly: Share(rows.AnomalyShares, i)))
            .OrderByDescending(feature => (feature.Anomaly ?? 0) - (rows.AnomalyShares.Length > 0 ? feature.Normal ?? 0 : -feature.Normal!.Value))
            .Take(ShownFeatures)
            .ToList();
        double longest = Math.Max(features.Max(feature => Math.Max(feature.Normal ?? 0, feature.Anomaly ?? 0)), 1e-3);
        var bars = new BarList();
        if (rows.NormalShares.Length > 0)
            bars.AddLegend(classes.Normal, Classes.Color(isAnomaly: false));
        if (rows.AnomalyShares.Length > 0)
            bars.AddLegend(classes.Anomalies, Classes.Color(isAnomaly: true));
        foreach (var (name, normal, anomaly) in features)
        {
            string shown = Shown.Name(name);
            foreach (var (nats, isAnomaly) in new[] { (normal, false), (anomaly, true) })
            {
                if (nats is not { } value)
                    continue;
                bars.Add(shown, value / longest, Classes.Color(isAnomaly), Shown.Nats(value));
                shown = "";
            }
        }

        return bars.ToString();
    }

    private static float? Share(float[] shares, int feature) => shares.Length > 0 ? shares[feature] : null;
}
