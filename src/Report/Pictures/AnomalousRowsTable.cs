using MLNet.Vae.Pages;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Pictures;

/// <summary>The most anomalous rows with the features that made them so.</summary>
internal static class AnomalousRowsTable
{
    public const int MaxRows = 20;

    public static string Draw(ScoredRows rows)
    {
        var classes = Classes.For(rows);
        var table = new HtmlTable("row", rows.HasLabels ? "label" : "threshold", "score", "p-value", "of it KL", "and by feature");
        foreach (var row in rows.Shown.Take(MaxRows))
        {
            var bars = new BarList();
            // A score is the negative logarithm of a density, and may be below what one feature adds to it, or below 0.
            double whole = Math.Max(row.Score, row.Features.Sum(feature => Math.Max(feature.Nats, 0)));
            foreach (var feature in row.Features)
            {
                string note = $"{Shown.Value(feature.Value)}, expected {Shown.Value(feature.Expected)}";
                bars.Add(Shown.Name(feature.Name), whole > 0 ? feature.Nats / whole : 0, Classes.Color(row.IsAnomaly), Shown.Nats(feature.Nats), note);
            }

            table.AddRow(
                Shown.Name(row.Name), classes.NameOf(row.IsAnomaly), Shown.Nats(row.Score), $"{row.PValue:g2}", Shown.Nats(row.Kl), bars);
        }

        return table.ToString();
    }
}
