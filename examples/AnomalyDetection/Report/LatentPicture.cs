using MLNet.Vae.Examples.Common.Pages;

namespace MLNet.Vae.Examples.AnomalyDetection.Report;

/// <summary>Where the rows lie in the two latent dimensions that carry most.</summary>
internal static class LatentPicture
{
    public static string Draw(Detection detection)
    {
        var kl = detection.Model.KlPerLatentDimension;
        int[] units = [.. Enumerable.Range(0, kl.Count).OrderByDescending(unit => kl[unit])];
        if (units.Length < 2)
            return "<p>There is one latent dimension only.</p>";

        var rows = DrawnRows.Choose(detection.Rows);
        return new Plot("The rows in latent space", LatentAxis(units[0]), LatentAxis(units[1]))
            .AddDots("normal", Colors.Normal, Dots(label: 0))
            .AddDots("anomalies", Colors.Anomaly, Dots(label: 1))
            .AddOutline("prior", "#9aa0a6", Circle(1))
            .AddOutline("", "#9aa0a6", Circle(2))
            .ToString();

        Axis LatentAxis(int unit)
        {
            var values = rows.Select(row => (double)row.Embedding[unit]).ToList();
            return Axis.Linear($"z{unit} (KL divergence {kl[unit]:0.0} nats)", Math.Min(values.Min() - 0.2, -2.2), Math.Max(values.Max() + 0.2, 2.2));
        }

        IEnumerable<(double, double, string)> Dots(int label) => rows
            .Where(row => row.Label == label)
            .Select(row => ((double)row.Embedding[units[0]], (double)row.Embedding[units[1]], $"row {row.Row}: {row.Score:N1} nats"));
    }

    private static IEnumerable<(double, double)> Circle(double radius) =>
        Enumerable.Range(0, 73).Select(step => (radius * Math.Cos(step * Math.PI / 36), radius * Math.Sin(step * Math.PI / 36)));
}
