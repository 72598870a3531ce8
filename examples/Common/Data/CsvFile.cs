using System.Globalization;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>
/// A CSV file of numbers with a header. ML.NET's loader takes a word for a missing value and a short line for one of zeros; so the file is
/// read through once before, to say plainly what is wrong with it.
/// </summary>
public sealed class CsvFile
{
    private CsvFile(string path, string[] columns, IReadOnlyList<int> lines, bool[] isBinary)
    {
        Path = path;
        Columns = columns;
        Lines = lines;
        IsBinary = isBinary;
    }

    public string Path { get; }

    /// <summary>The names in the header.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The number of the line that each row stands on, [rows].</summary>
    public IReadOnlyList<int> Lines { get; }

    /// <summary>Whether a column holds both 0 and 1 and nothing else, [columns].</summary>
    public IReadOnlyList<bool> IsBinary { get; }

    /// <summary>Reads a file through.</summary>
    /// <exception cref="InputException">The file is missing, or is not a table of numbers with a header.</exception>
    public static CsvFile Open(string path)
    {
        if (Directory.Exists(path))
            throw new InputException($"'{path}' is a folder; expected a CSV file.");
        if (!File.Exists(path))
            throw new InputException($"There is no file '{path}'.");

        using var reader = new StreamReader(path);
        string[] columns = ReadHeader(path, reader.ReadLine());
        var binary = new BinaryColumns(columns.Length);
        var lines = new List<int>();
        for (int line = 2; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0)
                continue;
            string[] cells = CsvLine.Split(text);
            if (cells.Length != columns.Length)
                throw new InputException($"'{path}', line {line}: found {cells.Length} cells; the header has {columns.Length}.");
            for (int column = 0; column < cells.Length; column++)
                binary.Add(column, Parse(cells[column], path, line, columns[column]));
            lines.Add(line);
        }

        if (lines.Count == 0)
            throw new InputException($"'{path}' has a header and no rows.");
        return new CsvFile(path, columns, lines, binary.Found());
    }

    /// <summary>The number of a column, from 0.</summary>
    /// <exception cref="InputException">There is no column of that name.</exception>
    public int IndexOf(string column)
    {
        int index = Columns.ToList().IndexOf(column);
        return index >= 0 ? index : throw new InputException($"'{Path}' has no column '{column}'; it has {string.Join(", ", Columns)}.");
    }

    private static string[] ReadHeader(string path, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new InputException($"'{path}' is empty; expected a header with the names of the columns.");
        string[] columns = CsvLine.Split(text);
        if (columns.Length == 1)
            throw new InputException($"'{path}' has the one column '{Shorten(text)}'; expected at least two, with commas between them.");
        if (columns.All(IsNumber))
            throw new InputException($"'{path}' has no header; the first line should name the columns, found '{Shorten(text)}'.");
        if (columns.Contains(""))
            throw new InputException($"'{path}', column {columns.IndexOf("") + 1} has no name in the header.");
        if (columns.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InputException($"'{path}' has {twice.Count()} columns named '{twice.Key}'.");
        return columns;
    }

    private static float Parse(string cell, string path, int line, string column)
    {
        if (cell.Length == 0)
            return float.NaN;
        if (!IsNumber(cell, out float value) || float.IsInfinity(value))
            throw new InputException($"'{path}', line {line}, column '{column}': '{Shorten(cell)}' is not a number.");
        return value;
    }

    private static bool IsNumber(string cell) => IsNumber(cell, out _);

    private static bool IsNumber(string cell, out float value) =>
        float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static string Shorten(string text) => text.Length <= 40 ? text : $"{text[..40]}…";

    private sealed class BinaryColumns(int count)
    {
        private readonly bool[] _zero = new bool[count], _one = new bool[count], _other = new bool[count];

        public void Add(int column, float value)
        {
            _zero[column] |= value == 0;
            _one[column] |= value == 1;
            _other[column] |= value is not (0 or 1);
        }

        public bool[] Found() => [.. Enumerable.Range(0, count).Select(column => _zero[column] && _one[column] && !_other[column])];
    }
}
