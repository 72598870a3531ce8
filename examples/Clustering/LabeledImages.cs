using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.Clustering;

/// <summary>Images, and what is on them.</summary>
/// <param name="FileName">Name of the file they came from.</param>
/// <param name="Rows">The images: gray values from 0 to 1.</param>
/// <param name="Classes">Number of different labels.</param>
internal sealed record LabeledImages(string FileName, IReadOnlyList<FeatureRow> Rows, int Classes)
{
    private const int MostClasses = 100;

    /// <summary>Loads a CSV file whose first column is the label.</summary>
    /// <exception cref="InputException">The file is not such a table.</exception>
    public static LabeledImages Load(string path)
    {
        const int Label = 0;
        var file = CsvTable.Open(path);
        var rows = file.Load(Label);
        UnitScale.Apply(path, rows, file.FeatureNames(Label));
        if (rows.FirstOrDefault(row => float.IsNaN(row.Label)) is { } unlabeled)
            throw new InputException($"'{path}', row {unlabeled.Row}, label '{file.Columns[Label]}': found no value.");
        int classes = rows.Select(row => row.Label).Distinct().Count();
        if (classes is < 2 or > MostClasses)
        {
            throw new InputException(
                $"'{path}', label '{file.Columns[Label]}' (the first column) has {classes} different values; " +
                $"expected 2 to {MostClasses}, one for each class.");
        }

        return new LabeledImages(Path.GetFileName(path), rows, classes);
    }
}
