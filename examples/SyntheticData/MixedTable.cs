using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.SyntheticData;

/// <summary>A CSV file whose columns are numbers or texts.</summary>
internal sealed class MixedTable
{
    private readonly CsvTable _file;

    private MixedTable(CsvTable file, MixedColumn[] columns, List<string[]> rows)
    {
        _file = file;
        Columns = columns;
        Rows = rows;
    }

    public IReadOnlyList<MixedColumn> Columns { get; }

    /// <summary>The cells, [rows][columns]; empty where there is no value.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <exception cref="InputException">The file is missing, or has a column that cannot be learned.</exception>
    public static MixedTable Open(string path, CsvOptions? options = null)
    {
        var file = CsvTable.Open(path, options);
        MixedColumn[] columns = [.. file.Summaries.Select(column => Describe(path, column))];
        var rows = file.ReadCells().ToList();
        // Among numbers "NA" is no value; among texts it is one.
        foreach (string[] row in rows)
        {
            for (int i = 0; i < columns.Length; i++)
                row[i] = columns[i].IsText ? row[i] : MissingValue.Is(row[i]) ? "" : options?.DecimalComma == true ? row[i].Replace(',', '.') : row[i];
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

    private static MixedColumn Describe(string path, CsvColumn column)
    {
        if (!column.HasValues)
            throw new InputException($"'{path}', column '{column.Name}': found no value in any row; expected some.");
        bool isText = column.Kind != CsvColumnKind.Number;
        if (isText)
            column.RequireCategories(); // dates, too, are made as they are
        return new MixedColumn(column.Name, isText, HasGaps: !isText && column.MissingValues > 0);
    }

    private static string Quote(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"")}\"";
}
