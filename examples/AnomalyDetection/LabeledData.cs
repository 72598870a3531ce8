using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.AnomalyDetection;

/// <summary>Rows of which it is known whether they are normal (0) or anomalies (1).</summary>
/// <param name="FileName">Name of the file they came from.</param>
/// <param name="LabelName">Name of the label's column.</param>
/// <param name="Features">What a row of features is made of: the other columns.</param>
/// <param name="Normal">The normal rows.</param>
/// <param name="Anomalies">The others.</param>
/// <param name="Remarks">What a user should know of the file.</param>
internal sealed record LabeledData(
    string FileName,
    string LabelName,
    FeatureSlots Features,
    IReadOnlyList<FeatureRow> Normal,
    IReadOnlyList<FeatureRow> Anomalies,
    Remarks Remarks)
{
    private const int FewestNormalRows = 20;

    /// <summary>[features].</summary>
    public IReadOnlyList<string> FeatureNames => Features.Names;

    /// <summary>Loads a CSV file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labelName">Name of the label's column; null for one that says it itself.</param>
    /// <param name="anomaly">What the label says of an anomaly; null for 1, yes, and the like.</param>
    /// <param name="options">What the user says of the file.</param>
    /// <exception cref="InputException">The file is not such a table.</exception>
    public static LabeledData Load(string path, string? labelName, string? anomaly = null, CsvOptions? options = null)
    {
        var file = CsvTable.Open(path, options);
        var label = LabelColumn.Choose(file, labelName, anomaly);
        var rows = file.Load(label.Index, (text, row) => label.Read(file, text, row));
        var normal = rows.Where(row => row.Label == 0).ToList();
        var anomalies = rows.Where(row => row.Label == 1).ToList();
        if (normal.Count < FewestNormalRows || anomalies.Count == 0)
        {
            throw new InputException(
                $"'{path}', label '{label.Name}': found {normal.Count} normal rows and {anomalies.Count} with '{label.Anomaly}', anomalies; " +
                $"expected at least {FewestNormalRows} normal rows and one anomaly.");
        }

        return new LabeledData(
            Path.GetFileName(path),
            label.Name,
            file.Slots(label.Index),
            normal,
            anomalies,
            Remarks.On(file, label, normal.Count, anomalies.Count));
    }
}
