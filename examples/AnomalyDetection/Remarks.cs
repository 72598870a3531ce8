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
        CsvColumn[] features = [.. file.Summaries.Where((_, column) => column != label.Index)];
        return new Remarks(
            [.. file.Notes, .. Label(label), .. Kinds(features), .. Missing(features)],
            [.. Majority(label, normalRows, anomalies), .. Constant(features), .. Identifiers(features)]);
    }

    private static IEnumerable<string> Label(LabelColumn label)
    {
        if (label.Others.Count > 0)
        {
            yield return $"Label: took '{label.Name}' of {label.Others.Count + 1} columns that say yes or no; the others are features: " +
                $"{NameList.Quote(label.Others)}. --label NAME takes another.";
        }
    }

    private static IEnumerable<string> Kinds(CsvColumn[] features)
    {
        CsvColumn[] texts = [.. features.Where(column => column.Kind == CsvColumnKind.Text)], dates = [.. features.Where(column => column.Kind == CsvColumnKind.Date)];
        if (texts.Length > 0)
            yield return $"Texts, each a category: {NameList.Join(texts.Select(column => $"{column.Categories.Count:N0} in '{column.Name}'"))}.";
        if (dates.Length > 0)
            yield return $"Dates, as days since the earliest: {NameList.Join(dates.Select(column => $"'{column.Name}' since {column.Earliest:yyyy-MM-dd}"))}.";
    }

    private static IEnumerable<string> Missing(CsvColumn[] features)
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
            yield return $"'{label.Name}' is '{label.Anomaly}' in {anomalies:N0} of {normalRows + anomalies:N0} rows; " +
                "that is taken for an anomaly, so say with --anomaly what an anomaly is called if it means normal there.";
        }
    }

    private static IEnumerable<string> Constant(CsvColumn[] features)
    {
        string[] constant = [.. features.Where(column => column.IsConstant).Select(column => column.Name)];
        if (constant.Length == features.Length)
            yield return "all features are constant; there is nothing to learn.";
        else if (constant.Length > 0)
            yield return $"constant features, which tell no row from another: {NameList.Quote(constant)}.";
    }

    private static IEnumerable<string> Identifiers(CsvColumn[] features)
    {
        string[] rounded = [.. features.Where(column => column.HasRoundedIdentifiers).Select(column => column.Name)];
        if (rounded.Length > 0)
        {
            yield return $"whole numbers above 16,777,216, all different, are rounded to a float32: {NameList.Quote(rounded)}; " +
                "leave out columns that are identifiers.";
        }
    }
}
