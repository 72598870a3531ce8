using Spectre.Console;

namespace MLNet.Vae.Examples.AnomalyDetection;

/// <summary>Tells the terminal what was found.</summary>
internal static class ConsoleReport
{
    private const int ListedRows = 10;

    public static void WriteData(LabeledData data)
    {
        AnsiConsole.MarkupLineInterpolated(
            $"[bold]{data.FileName}[/]: {data.FeatureNames.Count} features; label '{data.LabelName}' has {data.Normal.Count:N0} normal rows and {data.Anomalies.Count:N0} anomalies");
        foreach (string note in data.Remarks.Notes)
            Console.WriteLine(note);
        foreach (string warning in data.Remarks.Warnings)
            Console.Error.WriteLine($"warning: {warning}");
    }

    public static void WriteDetection(Detection detection, IReadOnlyList<string> featureNames)
    {
        var hits = ThresholdHits.Count(detection.Rows);
        int anomalies = detection.Rows.Count(row => row.Label == 1);
        AnsiConsole.MarkupLineInterpolated(
            $"Trained on {detection.TrainingRows:N0} normal rows; scored the other {detection.Rows.Count - anomalies:N0} and {anomalies:N0} anomalies.");
        AnsiConsole.MarkupLineInterpolated($"  area under the ROC curve  [bold]{detection.AreaUnderRocCurve:0.000}[/]");
        AnsiConsole.MarkupLineInterpolated($"  average precision         [bold]{detection.AveragePrecision:0.000}[/]");
        AnsiConsole.MarkupLineInterpolated($"  threshold                 [bold]{detection.Model.Threshold:0.0}[/] nats");
        AnsiConsole.MarkupLineInterpolated($"  above it                  [bold]{hits.True}[/] anomalies, [bold]{hits.False}[/] normal rows");
        AnsiConsole.MarkupLineInterpolated($"  precision, recall         [bold]{hits.Precision:0.00}[/], [bold]{hits.Recall:0.00}[/]");
        AnsiConsole.WriteLine();
        AnsiConsole.Write(MostAnomalousRows(detection, featureNames));
    }

    public static void WriteSeeds(IReadOnlyList<double> areas) => AnsiConsole.MarkupLineInterpolated(
        $"Area under the ROC curve, mean of {areas.Count} seeds: [bold]{areas.Average():0.000}[/] ({areas.Min():0.000} to {areas.Max():0.000})");

    public static void WriteReport(string path) => AnsiConsole.MarkupLineInterpolated($"Pictures: {Path.GetFullPath(path)}");

    private static Table MostAnomalousRows(Detection detection, IReadOnlyList<string> featureNames)
    {
        var table = new Table().Border(TableBorder.Simple).Title($"The {ListedRows} most anomalous rows");
        table.AddColumn(new TableColumn("row").RightAligned());
        table.AddColumn("label");
        table.AddColumn(new TableColumn("nats").RightAligned());
        table.AddColumn(new TableColumn("of it KL").RightAligned());
        table.AddColumn("and by feature (nats: value, what was expected)");
        foreach (var row in detection.MostAnomalous(ListedRows))
        {
            var features = AnomalousFeature.Of(row, featureNames);
            table.AddRow(
                $"{row.Row}",
                row.Label == 1 ? "anomaly" : "normal",
                $"{row.Score:N0}",
                $"{row.Kl:N0}",
                Markup.Escape(string.Join('\n', features.Select(Describe))));
        }

        return table;
    }

    private static string Describe(AnomalousFeature feature) => $"{feature.Name} ({feature.Nats:N0}: {feature.Value:g4}, {feature.Expected:g4})";
}
