using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>
/// A CSV file of numbers with a header, whatever its columns, read by ML.NET's <see cref="TextLoader"/>. The loader takes a word for a
/// missing value; so the cells are read as texts once before, to say plainly what is wrong with them.
/// </summary>
public sealed class CsvTable
{
    private CsvTable(string path, ColumnSummary[] summaries)
    {
        Path = path;
        Summaries = summaries;
        Columns = [.. summaries.Select(column => column.Name)];
    }

    public string Path { get; }

    /// <summary>The names in the header.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>What the columns hold, [columns].</summary>
    public IReadOnlyList<ColumnSummary> Summaries { get; }

    /// <summary>Reads a file through.</summary>
    /// <exception cref="InputException">The file is missing, or is not a table of numbers with a header.</exception>
    public static CsvTable Open(string path)
    {
        if (Directory.Exists(path))
            throw new InputException($"'{path}' is a folder; expected a CSV file.");
        if (!File.Exists(path))
            throw new InputException($"There is no file '{path}'.");

        try
        {
            var all = new TextLoader.Column("Cells", DataKind.String, [new TextLoader.Range { Min = 0, AutoEnd = true }]);
            var cells = Read(path, new MLContext(), all);
            VBuffer<ReadOnlyMemory<char>> names = default;
            cells.Schema["Cells"].GetSlotNames(ref names);
            string[] columns = [.. names.DenseValues().Select(name => InOneLine($"{name}"))];
            CheckHeader(path, columns);
            return new CsvTable(path, Summarize(path, columns, cells.GetColumn<string[]>("Cells")));
        }
        catch (ArgumentOutOfRangeException refused) when (refused.ParamName == nameof(TextLoader.Column.Source))
        {
            // The loader takes the number of columns from the first lines.
            throw new InputException($"'{path}' has no lines, or longer and shorter ones; expected a header and rows of as many cells.");
        }
        catch (FormatException)
        {
            // Of all that a text may hold, the loader refuses this alone.
            throw new InputException($"'{path}' cannot be read to its end; is a quotation mark open?");
        }
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
            .CreateEnumerable<FeatureRow>(Read(Path, mlContext, [.. columns]), reuseRowObject: false, ignoreMissingColumns: true)
            .ToList();
        for (int i = 0; i < rows.Count; i++)
            rows[i].Row = i + 1;
        return rows;
    }

    private static IDataView Read(string path, MLContext mlContext, params TextLoader.Column[] columns)
    {
        var options = new TextLoader.Options
        {
            Columns = columns,
            Separators = [','],
            HasHeader = true,
            AllowQuoting = true,
            ReadMultilines = true, // A quoted cell may go on in the next line.
            TrimWhitespace = true,
            MissingRealsAsNaNs = true, // Otherwise an empty cell is a 0.
        };
        var file = new MultiFileSource(path);
        return mlContext.Data.CreateTextLoader(options, file).Load(file);
    }

    private static void CheckHeader(string path, string[] columns)
    {
        if (columns.Length == 1)
            throw new InputException($"'{path}' has the one column '{Shorten(columns[0])}'; expected at least two, with commas between them.");
        if (columns.All(name => float.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
            throw new InputException($"'{path}' has no header; the first line should name the columns, found '{Shorten(string.Join(',', columns))}'.");
        if (columns.Contains(""))
            throw new InputException($"'{path}', column {columns.IndexOf("") + 1} has no name in the header.");
        if (columns.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InputException($"'{path}' has {twice.Count()} columns named '{twice.Key}'.");
    }

    private static ColumnSummary[] Summarize(string path, string[] columns, IEnumerable<string[]> rows)
    {
        ColumnSummary[] summaries = [.. columns.Select(name => new ColumnSummary(name))];
        int row = 0;
        foreach (string[] cells in rows)
        {
            row++;
            for (int column = 0; column < cells.Length; column++)
            {
                string cell = cells[column].Trim();
                if (!summaries[column].TryAdd(cell))
                {
                    throw new InputException(
                        $"'{path}', row {row}, column '{columns[column]}': '{Shorten(InOneLine(cell))}' is not a number; " +
                        $"a missing value is {MissingValue.Description}.");
                }
            }
        }

        return row > 0 ? summaries : throw new InputException($"'{path}' has a header and no rows.");
    }

    private static string InOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Shorten(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
