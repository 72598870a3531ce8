using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>
/// A CSV file as people have it: its separator is found out, its columns are numbers, dates or texts. All of it is looked through first, to say
/// plainly what is wrong with it; the rows are read by ML.NET's <see cref="TextLoader"/>, to which a word among numbers is a missing value.
/// </summary>
public sealed class CsvTable
{
    private const string Numbers = "Numbers", Texts = "Texts", LabelText = "LabelText";

    private readonly char _separator;
    private readonly CsvOptions _options;
    private readonly int[] _lines; // of each row

    private CsvTable(string path, char separator, CsvOptions options, CsvColumn[] columns, int[] lines, string[] notes)
    {
        Path = path;
        _separator = separator;
        _options = options;
        _lines = lines;
        Summaries = columns;
        Columns = [.. columns.Select(column => column.Name)];
        Notes = notes;
    }

    public string Path { get; }

    /// <summary>The names in the header; one that is empty or stands twice has a number.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>What the columns hold, [columns].</summary>
    public IReadOnlyList<CsvColumn> Summaries { get; }

    /// <summary>What was made of the file beyond what stands there, a line each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Reads a file through.</summary>
    /// <exception cref="InputException">The file is missing, or is no table with a header. The message says file, line, column, what was found and
    /// what was expected.</exception>
    public static CsvTable Open(string path, CsvOptions? options = null)
    {
        options ??= new CsvOptions();
        string text = CsvText.Read(path);
        char separator = CsvSeparator.Find(path, text, options);
        CsvColumn[]? columns = null;
        string[] notes = [];
        var lines = new List<int>();
        foreach (var record in CsvScanner.Scan(path, text, separator))
        {
            if (columns is null)
            {
                string[] names = CsvHeader.Read(path, record, out notes);
                columns = [.. names.Select(name => new CsvColumn(path, name, options))];
                continue;
            }

            if (record.Cells.Count != columns.Length)
                throw new InputException($"'{path}', line {record.Line}: found {Count(record.Cells.Count)}; expected {columns.Length}, as the header has.");
            for (int i = 0; i < columns.Length; i++)
                columns[i].Add(CsvScanner.InOneLine(record.Cells[i]), record.Line);
            lines.Add(record.Line);
        }

        if (lines.Count == 0)
            throw new InputException($"'{path}' has a header and no rows; expected rows.");
        foreach (var column in columns!)
            column.Decide();
        return new CsvTable(path, separator, options, columns, [.. lines], notes);
    }

    /// <summary>The number of a column, from 0.</summary>
    /// <exception cref="InputException">There is no column of that name.</exception>
    public int IndexOf(string column)
    {
        int index = Columns.ToList().IndexOf(column);
        return index >= 0 ? index : throw new InputException($"'{Path}' has no column '{column}'; it has {NameList.Quote(Columns)}.");
    }

    /// <summary>The line of a row, from 1; rows are counted from 1, too.</summary>
    public int LineOf(int row) => _lines[row - 1];

    /// <summary>Holds all columns to numbers, but for the label's.</summary>
    /// <exception cref="InputException">One has a cell that is none.</exception>
    public void RequireNumbers(int? label)
    {
        foreach (var column in Features(label))
            column.RequireNumbers();
    }

    /// <summary>Names of the features, [features]: every column but the label; of a column of texts one for each category.</summary>
    public IReadOnlyList<string> FeatureNames(int? label) => [.. Features(label).SelectMany(column => column.SlotNames)];

    /// <summary>The features, and which belong together.</summary>
    public FeatureSlots Slots(int? label)
    {
        var categories = new List<Range>();
        int slot = 0;
        foreach (var column in Features(label))
        {
            int end = slot + column.Width;
            if (column.Kind == CsvColumnKind.Text)
                categories.Add(slot..end);
            slot = end;
        }

        return new FeatureSlots(FeatureNames(label), categories);
    }

    /// <summary>Loads the rows.</summary>
    /// <param name="label">Number of the label's column; null where there is none. Every other column is a feature.</param>
    /// <param name="readLabel">Turns the text of a label into a number, given its row; null for the number that it is, NaN for none.</param>
    public IReadOnlyList<FeatureRow> Load(int? label, Func<string, int, float>? readLabel = null)
    {
        readLabel ??= (text, _) => _options.TryRead(text, out float value) ? value : float.NaN;
        var features = Features(label).ToList();
        int[] numbers = [.. Indices(label, isNumber: true)], texts = [.. Indices(label, isNumber: false)];
        var columns = new List<TextLoader.Column>();
        if (numbers.Length > 0)
            columns.Add(new TextLoader.Column(Numbers, DataKind.Single, Ranges(numbers)));
        if (texts.Length > 0)
            columns.Add(new TextLoader.Column(Texts, DataKind.String, Ranges(texts)));
        if (label is { } index)
            columns.Add(new TextLoader.Column(LabelText, DataKind.String, index));

        var mlContext = new MLContext();
        var rows = new List<FeatureRow>(_lines.Length);
        foreach (var loaded in mlContext.Data.CreateEnumerable<LoadedRow>(Load(mlContext, [.. columns]), reuseRowObject: true, ignoreMissingColumns: true))
        {
            int row = rows.Count + 1;
            rows.Add(new FeatureRow
            {
                Row = row,
                Label = label is null ? 0 : readLabel(CsvScanner.InOneLine(loaded.LabelText), row),
                Features = Encode(features, loaded),
            });
        }

        return rows.Count == _lines.Length
            ? rows
            : throw new InputException($"'{Path}': ML.NET's TextLoader reads {rows.Count:N0} rows; expected {_lines.Length:N0}.");
    }

    /// <summary>The cells as texts, row by row, [columns], without blanks around them.</summary>
    public IEnumerable<string[]> ReadCells()
    {
        var mlContext = new MLContext();
        var all = new TextLoader.Column(Texts, DataKind.String, Ranges([.. Enumerable.Range(0, Columns.Count)]));
        return Load(mlContext, all).GetColumn<string[]>(Texts).Select(cells => Array.ConvertAll(cells, cell => cell.Trim()));
    }

    /// <summary>The rows with columns of one's own.</summary>
    public IDataView Load(MLContext mlContext, params TextLoader.Column[] columns)
    {
        var loader = new TextLoader.Options
        {
            Columns = columns,
            Separators = [_separator],
            HasHeader = true,
            AllowQuoting = true,
            ReadMultilines = true, // A quoted cell may go on in the next line.
            TrimWhitespace = true,
            MissingRealsAsNaNs = true, // Otherwise an empty cell is a 0.
            DecimalMarker = _options.DecimalComma ? ',' : '.',
        };
        var file = new MultiFileSource(Path);
        return mlContext.Data.CreateTextLoader(loader, file).Load(file);
    }

    private static string Count(int cells) => cells == 1 ? "1 cell" : $"{cells} cells";

    private IEnumerable<CsvColumn> Features(int? label) => Summaries.Where((_, column) => column != label);

    private IEnumerable<int> Indices(int? label, bool isNumber) => Enumerable.Range(0, Columns.Count)
        .Where(column => column != label && (Summaries[column].Kind == CsvColumnKind.Number) == isNumber);

    // One column, too, is a vector.
    private static TextLoader.Range[] Ranges(int[] columns) => [.. columns.Select(column => new TextLoader.Range(column) { ForceVector = true })];

    private static float[] Encode(List<CsvColumn> columns, LoadedRow row)
    {
        var features = new float[columns.Sum(column => column.Width)];
        int slot = 0, number = 0, text = 0;
        foreach (var column in columns)
        {
            if (column.Kind == CsvColumnKind.Number)
            {
                features[slot++] = row.Numbers[number++];
                continue;
            }

            column.Encode(CsvScanner.InOneLine(row.Texts[text++]), features.AsSpan(slot, column.Width));
            slot += column.Width;
        }

        return features;
    }

    /// <summary>A row as the loader gives it.</summary>
    private sealed class LoadedRow
    {
        public float[] Numbers { get; set; } = [];

        public string[] Texts { get; set; } = [];

        public string LabelText { get; set; } = "";
    }
}
