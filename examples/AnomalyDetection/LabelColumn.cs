using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.AnomalyDetection;

/// <summary>Which column of a file is the label.</summary>
/// <param name="Index">Number of the column, from 0.</param>
/// <param name="Name">Its name.</param>
/// <param name="Others">The columns that could have been taken as well; none where the user chose.</param>
internal sealed record LabelColumn(int Index, string Name, IReadOnlyList<string> Others)
{
    // What files call their label, the most usual name first.
    private static readonly string[] UsualNames = ["label", "target", "class", "anomaly", "outlier"];

    /// <summary>Takes the column that the user named, or else one of 0 and 1: one with a usual name, or the first.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">The name that the user gave; null for none.</param>
    /// <exception cref="InputException">There is no such column.</exception>
    public static LabelColumn Choose(CsvTable file, string? name)
    {
        if (name is not null)
            return new LabelColumn(file.IndexOf(name), name, []);

        ColumnSummary[] binary = [.. file.Summaries.Where(column => column.IsBinary)];
        if (binary.Length == 0)
        {
            throw new InputException(
                $"'{file.Path}' has no column of 0 (normal) and 1 (anomaly) to take for the label; name one with --label.");
        }

        // A usual name comes first even where labels are missing: the user has to hear of that.
        string chosen = binary.MinBy(column => (Rank(column.Name), column.MissingValues > 0))!.Name;
        return new LabelColumn(file.IndexOf(chosen), chosen, [.. binary.Select(column => column.Name).Where(name => name != chosen)]);
    }

    private static int Rank(string name)
    {
        int rank = Array.FindIndex(UsualNames, usual => usual.Equals(name, StringComparison.OrdinalIgnoreCase));
        return rank >= 0 ? rank : UsualNames.Length;
    }
}
