using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.AnomalyDetection;

/// <summary>Rows of which it is known whether they are normal (0) or anomalies (1).</summary>
/// <param name="FileName">Name of the file they came from.</param>
/// <param name="LabelName">Name of the label's column.</param>
/// <param name="FeatureNames">Names of the other columns, [features].</param>
/// <param name="Normal">The normal rows.</param>
/// <param name="Anomalies">The others.</param>
/// <param name="Remarks">What a user should know of the file.</param>
internal sealed record LabeledData(
    string FileName,
    string LabelName,
    IReadOnlyList<string> FeatureNames,
    IReadOnlyList<FeatureRow> Normal,
    IReadOnlyList<FeatureRow> Anomalies,
    Remarks Remarks)
{
    private const int FewestNormalRows = 20;

    /// <summary>Loads a CSV file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labelName">Name of the label's column; null for one of 0 and 1.</param>
    /// <exception cref="InputException">The file is not such a table.</exception>
    public static LabeledData Load(string path, string? labelName)
    {
        var file = CsvTable.Open(path);
        var label = LabelColumn.Choose(file, labelName);
        var rows = file.Load(label.Index);
        if (rows.FirstOrDefault(row => row.Label is not (0 or 1)) is { } odd)
        {
            string found = float.IsNaN(odd.Label) ? "no value" : $"{odd.Label}";
            throw new InputException($"'{path}', row {odd.Row}, label '{label.Name}': found {found}; expected 0 (normal) or 1 (anomaly).");
        }

        var normal = rows.Where(row => row.Label == 0).ToList();
        var anomalies = rows.Where(row => row.Label == 1).ToList();
        if (normal.Count < FewestNormalRows || anomalies.Count == 0)
        {
            throw new InputException(
                $"'{path}' has {normal.Count} rows with '{label.Name}' 0 and {anomalies.Count} with 1; " +
                $"expected at least {FewestNormalRows} normal rows and one anomaly.");
        }

        return new LabeledData(
            Path.GetFileName(path),
            label.Name,
            file.FeatureNames(label.Index),
            normal,
            anomalies,
            Remarks.On(file, label, normal.Count, anomalies.Count));
    }
}
