using System.Globalization;
using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.AnomalyDetection;

/// <summary>Which column of a file is the label, and what it says.</summary>
/// <param name="Index">Number of the column, from 0.</param>
/// <param name="Name">Its name.</param>
/// <param name="Normal">What it says of a normal row; null for all but <paramref name="Anomaly"/>.</param>
/// <param name="Anomaly">What it says of an anomaly.</param>
/// <param name="Others">The columns that could have been taken as well; none where the user chose.</param>
internal sealed record LabelColumn(int Index, string Name, string? Normal, string Anomaly, IReadOnlyList<string> Others)
{
    // What files call their label, the most usual name first.
    private static readonly string[] UsualNames = ["label", "target", "class", "anomaly", "outlier"];

    /// <summary>
    /// Takes the column that the user named, or else one that has two values which say it themselves, 0 and 1 or no and yes: one with a usual
    /// name, or the first. Where the user says what an anomaly is called, all other rows are normal.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="name">The name that the user gave; null for none.</param>
    /// <param name="anomaly">What the user says that an anomaly is called; null for nothing.</param>
    /// <exception cref="InputException">There is no such column.</exception>
    public static LabelColumn Choose(CsvTable file, string? name, string? anomaly)
    {
        CsvColumn[] labels = [.. file.Summaries.Where(column => anomaly is null ? column.Labels is not null : Rank(column.Name) < UsualNames.Length)];
        if (name is null && labels.Length == 0)
        {
            throw new InputException(
                $"'{file.Path}': found no column of 0 (normal) and 1 (anomaly), or of no and yes, to take for the label; expected one: name it with " +
                "--label, and what an anomaly is called with --anomaly.");
        }

        // A usual name comes first even where labels are missing: the user has to hear of that.
        string chosen = name ?? labels.MinBy(column => (Rank(column.Name), column.MissingValues > 0))!.Name;
        int index = file.IndexOf(chosen);
        string[] others = name is null && anomaly is null ? [.. labels.Select(column => column.Name).Where(other => other != chosen)] : [];
        var (normal, found) = file.Summaries[index].Labels ?? ("0", "1");
        return anomaly is null ? new(index, chosen, normal, found, others) : new(index, chosen, null, anomaly, others);
    }

    /// <summary>Reads a label: 0 for a normal row, 1 for an anomaly.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">What the column has.</param>
    /// <param name="row">Number of the row.</param>
    /// <exception cref="InputException">It is neither.</exception>
    public float Read(CsvTable file, string text, int row)
    {
        if (!MissingValue.Is(text))
        {
            if (Says(text, Anomaly))
                return 1;
            if (Normal is null || Says(text, Normal))
                return 0;
        }

        string found = MissingValue.Is(text) ? "no value" : $"'{text}'";
        string expected = Normal is null ? $"a value, '{Anomaly}' for an anomaly" : $"'{Normal}' (normal) or '{Anomaly}' (anomaly): --anomaly says what an anomaly is called";
        throw new InputException($"'{file.Path}', line {file.LineOf(row)}, label '{Name}': found {found}; expected {expected}.");
    }

    // 1.0 is 1, and Yes is yes.
    private static bool Says(string text, string value) => text.Equals(value, StringComparison.OrdinalIgnoreCase)
        || (Number(text) is { } number && number == Number(value));

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    private static int Rank(string name)
    {
        int rank = Array.FindIndex(UsualNames, usual => usual.Equals(name, StringComparison.OrdinalIgnoreCase));
        return rank >= 0 ? rank : UsualNames.Length;
    }
}
