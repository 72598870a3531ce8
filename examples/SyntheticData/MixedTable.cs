using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.SyntheticData;

/// <summary>A CSV file whose columns are numbers or texts.</summary>
internal sealed class MixedTable
{
    // Names and free texts are no categories: no row made of them would be worth anything, and those of a person must not come out again.
    private const int MaxCategories = 200;

    private readonly CsvFile _file;

    private MixedTable(CsvFile file, MixedColumn[] columns, List<string[]> rows)
    {
        _file = file;
        Columns = columns;
        Rows = rows;
    }

    public IReadOnlyList<MixedColumn> Columns { get; }

    /// <summary>The cells, [rows][columns]; empty where there is no value.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <exception cref="InputException">The file is missing, or has a column that cannot be learned.</exception>
    public static MixedTable Open(string path)
    {
        if (File.Exists(path))
            CheckWidths(path);
        var file = CsvFile.Open(path);
        var rows = new List<string[]>();
        file.ForEachRow((_, cells) => rows.Add(cells));
        MixedColumn[] columns = [.. file.Columns.Select((name, i) => Describe(path, name, [.. rows.Select(row => row[i])]))];
        // Among numbers "NA" is no value; among texts it is one.
        foreach (string[] row in rows)
        {
            for (int i = 0; i < columns.Length; i++)
                row[i] = !columns[i].IsText && MissingValue.Is(row[i]) ? "" : row[i];
        }

        return new MixedTable(file, columns, rows);
    }

    /// <summary>Writes such a table.</summary>
    public static void Write(string path, IReadOnlyList<MixedColumn> columns, IEnumerable<string[]> rows) =>
        File.WriteAllLines(path, rows.Prepend([.. columns.Select(column => column.Name)]).Select(cells => string.Join(',', cells.Select(Quote))));

    /// <summary>The table as ML.NET reads it: a column of numbers or of texts for each, by its name.</summary>
    public IDataView Load(MLContext mlContext) => _file.Load(
        mlContext, [.. Columns.Select((column, i) => new TextLoader.Column(column.Name, column.IsText ? DataKind.String : DataKind.Single, i))]);

    /// <summary>The number in a cell; NaN where there is none.</summary>
    public static float Number(string cell) =>
        cell.Length > 0 && float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) ? value : float.NaN;

    // The loader fills up a row that is too short, and cuts one that is too long.
    private static void CheckWidths(string path)
    {
        int line = 1, first = 1, cells = 1, expected = 0;
        bool isQuoted = false, isEmpty = true;
        foreach (char letter in File.ReadAllText(path).Append('\n'))
        {
            if (letter == '"')
                isQuoted = !isQuoted;
            cells += letter == ',' && !isQuoted ? 1 : 0;
            isEmpty &= char.IsWhiteSpace(letter);
            if (letter != '\n')
                continue;
            line++;
            if (isQuoted)
                continue;
            if (expected == 0)
                expected = cells;
            if (!isEmpty && cells != expected)
                throw new InputException($"'{path}', line {first}: found {cells} cells; the header has {expected}.");
            (first, cells, isEmpty) = (line, 1, true);
        }
    }

    private static MixedColumn Describe(string path, string name, string[] cells)
    {
        int known = cells.Count(cell => !MissingValue.Is(cell)), firstWord = Array.FindIndex(cells, cell => !MissingValue.Is(cell) && !float.IsFinite(Number(cell)));
        if (known == 0)
            throw new InputException($"'{path}', column '{name}' has no value in any row.");
        int categories = firstWord < 0 ? 0 : cells.Distinct().Count();
        return categories <= MaxCategories
            ? new MixedColumn(name, IsText: firstWord >= 0, HasGaps: firstWord < 0 && known < cells.Length)
            : throw new InputException(
                $"'{path}', row {firstWord + 1}, column '{name}': '{CsvFile.Shown(cells[firstWord])}' is not a number, and with {categories:N0} " +
                $"different texts the column is no category, which has at most {MaxCategories}. Remove the column, or correct its cells.");
    }

    private static string Quote(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"")}\"";
}
