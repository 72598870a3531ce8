using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>
/// A <see cref="CsvFile"/> of numbers, whatever its columns. ML.NET's <see cref="TextLoader"/> takes a word for a missing value; so the cells
/// are read as texts once before, to say plainly what is wrong with them.
/// </summary>
public sealed class CsvTable
{
    private readonly CsvFile _file;

    private CsvTable(CsvFile file, ColumnSummary[] summaries)
    {
        _file = file;
        Summaries = summaries;
    }

    public string Path => _file.Path;

    /// <summary>The names in the header.</summary>
    public IReadOnlyList<string> Columns => _file.Columns;

    /// <summary>What the columns hold, [columns].</summary>
    public IReadOnlyList<ColumnSummary> Summaries { get; }

    /// <summary>Reads a file through.</summary>
    /// <exception cref="InputException">The file is missing, or is not a table of numbers with a header.</exception>
    public static CsvTable Open(string path)
    {
        var file = CsvFile.Open(path);
        ColumnSummary[] summaries = [.. file.Columns.Select(name => new ColumnSummary(name))];
        file.ForEachRow((row, cells) =>
        {
            for (int column = 0; column < cells.Length; column++)
            {
                if (!summaries[column].TryAdd(cells[column]))
                {
                    throw new InputException(
                        $"'{path}', row {row}, column '{file.Columns[column]}': '{CsvFile.Shown(cells[column])}' is not a number; " +
                        $"a missing value is {MissingValue.Description}.");
                }
            }
        });
        return new CsvTable(file, summaries);
    }

    /// <summary>The number of a column, from 0.</summary>
    /// <exception cref="InputException">There is no column of that name.</exception>
    public int IndexOf(string column)
    {
        int index = Columns.ToList().IndexOf(column);
        return index >= 0 ? index : throw new InputException($"'{Path}' has no column '{column}'; it has {NameList.Quote(Columns)}.");
    }

    /// <summary>Names of the features, [features]: every column but the label.</summary>
    public IReadOnlyList<string> FeatureNames(int? label) => [.. Columns.Where((_, column) => column != label)];

    /// <summary>Loads the rows.</summary>
    /// <param name="label">Number of the label's column; null where there is none. Every other column is a feature.</param>
    public IReadOnlyList<FeatureRow> Load(int? label)
    {
        int[] features = [.. Enumerable.Range(0, Columns.Count).Where(column => column != label)];
        TextLoader.Range[] ranges = [.. features.Select(column => new TextLoader.Range(column) { ForceVector = true })]; // One feature, too, is a vector.
        var columns = new List<TextLoader.Column> { new("Features", DataKind.Single, ranges) };
        if (label is { } number)
            columns.Add(new TextLoader.Column("Label", DataKind.Single, number));
        var mlContext = new MLContext();
        var rows = mlContext.Data
            .CreateEnumerable<FeatureRow>(_file.Load(mlContext, [.. columns]), reuseRowObject: false, ignoreMissingColumns: true)
            .ToList();
        for (int i = 0; i < rows.Count; i++)
            rows[i].Row = i + 1;
        return rows;
    }
}
