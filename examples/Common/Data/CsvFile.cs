using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>A CSV file with a header, read by ML.NET's <see cref="TextLoader"/>.</summary>
public sealed class CsvFile
{
    private readonly IDataView _cells;

    private CsvFile(string path, IDataView cells, string[] columns)
    {
        Path = path;
        _cells = cells;
        Columns = columns;
    }

    public string Path { get; }

    /// <summary>The names in the header.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Reads the header.</summary>
    /// <exception cref="InputException">The file is missing, or has no header of at least two columns.</exception>
    public static CsvFile Open(string path)
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
            return new CsvFile(path, cells, columns);
        }
        catch (ArgumentOutOfRangeException refused) when (refused.ParamName == nameof(TextLoader.Column.Source))
        {
            // The loader takes the number of columns from the first lines.
            throw new InputException($"'{path}' has no lines, or longer and shorter ones; expected a header and rows of as many cells.");
        }
        catch (FormatException)
        {
            throw Unreadable(path);
        }
    }

    /// <summary>Reads the file through.</summary>
    /// <param name="read">Told the number of each row, from 1, and its cells, [columns], without blanks around them.</param>
    /// <exception cref="InputException">It cannot be read to its end, or has no rows.</exception>
    public void ForEachRow(Action<int, string[]> read)
    {
        int row = 0;
        try
        {
            foreach (string[] cells in _cells.GetColumn<string[]>("Cells"))
                read(++row, Array.ConvertAll(cells, cell => cell.Trim()));
        }
        catch (FormatException)
        {
            throw Unreadable(Path);
        }

        if (row == 0)
            throw new InputException($"'{Path}' has a header and no rows.");
    }

    /// <summary>The rows with columns of one's own.</summary>
    public IDataView Load(MLContext mlContext, params TextLoader.Column[] columns) => Read(Path, mlContext, columns);

    /// <summary>A text for a message: on one line, and not long.</summary>
    public static string Shown(string text)
    {
        text = InOneLine(text);
        return text.Length <= 40 ? text : $"{text[..40]}…";
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
            throw new InputException($"'{path}' has the one column '{Shown(columns[0])}'; expected at least two, with commas between them.");
        if (columns.All(name => float.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
            throw new InputException($"'{path}' has no header; the first line should name the columns, found '{Shown(string.Join(',', columns))}'.");
        if (columns.Contains(""))
            throw new InputException($"'{path}', column {columns.IndexOf("") + 1} has no name in the header.");
        if (columns.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InputException($"'{path}' has {twice.Count()} columns named '{twice.Key}'.");
    }

    // Of all that a text may hold, the loader refuses this alone.
    private static InputException Unreadable(string path) => new($"'{path}' cannot be read to its end; is a quotation mark open?");

    private static string InOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
