using MLNet.Vae.Examples.Common.Pages;

namespace MLNet.Vae.Examples.AnomalyDetection.Report;

/// <summary>The oddest rows with the features that made them odd.</summary>
internal static class OddestRows
{
    private const int Most = 10;

    public static string Draw(Detection detection, IReadOnlyList<string> names)
    {
        var table = new HtmlTable("row", "label", "score", "of it KL", "and by feature");
        foreach (var row in detection.Oddest(Most))
        {
            var features = OddFeature.Of(row, names);
            var bars = new BarList();
            foreach (var feature in features)
            {
                string note = $"{feature.Value:g4}, expected {feature.Expected:g4}";
                bars.Add(feature.Name, feature.Nats / row.Score, row.Label == 1 ? Colors.Anomaly : Colors.Normal, $"{feature.Nats:N0}", note);
            }

            table.AddRow($"{row.Row}", row.Label == 1 ? "anomaly" : "normal", $"{row.Score:N0}", $"{row.Kl:N0}", bars);
        }

        return table.ToString();
    }
}
