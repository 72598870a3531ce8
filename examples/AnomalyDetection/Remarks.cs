using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.AnomalyDetection;

/// <summary>What a user should know of a file before its figures are believed.</summary>
/// <param name="Notes">What was done with it, a line each.</param>
/// <param name="Warnings">What makes the figures doubtful, a line each.</param>
internal sealed record Remarks(IReadOnlyList<string> Notes, IReadOnlyList<string> Warnings)
{
    public static Remarks On(CsvTable file, LabelColumn label, int normalRows, int anomalies)
    {
        ColumnSummary[] features = [.. file.Summaries.Where((_, column) => column != label.Index)];
        return new Remarks(
            [.. Label(label), .. Missing(features)],
            [.. Majority(label, normalRows, anomalies), .. Constant(features), .. Identifiers(features)]);
    }

    private static IEnumerable<string> Label(LabelColumn label)
    {
        if (label.Others.Count > 0)
        {
            yield return $"Label: took '{label.Name}' of {label.Others.Count + 1} columns of 0 and 1; the others are features: " +
                $"{NameList.Quote(label.Others)}. --label NAME takes another.";
        }
    }

    private static IEnumerable<string> Missing(ColumnSummary[] features)
    {
        var missing = features.Where(column => column.MissingValues > 0).OrderByDescending(column => column.MissingValues).ToList();
        if (missing.Count > 0)
        {
            yield return $"Missing values: {missing.Sum(column => (long)column.MissingValues):N0} " +
                $"({NameList.Join(missing.Select(column => $"{column.MissingValues:N0} in '{column.Name}'"))}).";
        }
    }

    private static IEnumerable<string> Majority(LabelColumn label, int normalRows, int anomalies)
    {
        if (anomalies > normalRows)
        {
            yield return $"'{label.Name}' is 1 in {anomalies:N0} of {normalRows + anomalies:N0} rows; " +
                "1 is taken for an anomaly, so swap 0 and 1 if it means normal there.";
        }
    }

    private static IEnumerable<string> Constant(ColumnSummary[] features)
    {
        string[] constant = [.. features.Where(column => column.IsConstant).Select(column => column.Name)];
        if (constant.Length == features.Length)
            yield return "all features are constant; there is nothing to learn.";
        else if (constant.Length > 0)
            yield return $"constant features, which tell no row from another: {NameList.Quote(constant)}.";
    }

    private static IEnumerable<string> Identifiers(ColumnSummary[] features)
    {
        string[] rounded = [.. features.Where(column => column.HasRoundedIdentifiers).Select(column => column.Name)];
        if (rounded.Length > 0)
        {
            yield return $"whole numbers above 16,777,216, all different, are rounded to a float32: {NameList.Quote(rounded)}; " +
                "leave out columns that are identifiers.";
        }
    }
}
