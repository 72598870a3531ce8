using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.Clustering;

/// <summary>Images, and what is on them.</summary>
/// <param name="FileName">Name of the file they came from.</param>
/// <param name="Rows">The images: gray values from 0 to 1.</param>
/// <param name="Classes">Number of different labels.</param>
internal sealed record LabeledImages(string FileName, IReadOnlyList<FeatureRow> Rows, int Classes)
{
    private const int MaxClasses = 100;

    /// <summary>Loads a CSV file whose first column is the label.</summary>
    /// <exception cref="InputException">The file is not such a table.</exception>
    public static LabeledImages Load(string path, CsvOptions? options = null)
    {
        const int Label = 0;
        var file = CsvTable.Open(path, options);
        file.RequireNumbers(Label);
        var names = new Dictionary<string, float>();
        var rows = file.Load(Label, (text, row) => MissingValue.Is(text)
            ? throw new InputException($"'{path}', line {file.LineOf(row)}, label '{file.Columns[Label]}': found no value; expected one.")
            : names.TryGetValue(text, out float number) ? number : names[text] = names.Count);
        UnitScale.Apply(path, rows, file.FeatureNames(Label));
        int classes = names.Count;
        if (classes is < 2 or > MaxClasses)
        {
            throw new InputException(
                $"'{path}', label '{file.Columns[Label]}' (the first column): found {classes} different values; " +
                $"expected 2 to {MaxClasses}, one for each class.");
        }

        return new LabeledImages(Path.GetFileName(path), rows, classes);
    }
}
