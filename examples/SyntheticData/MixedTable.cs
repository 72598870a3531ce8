using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.SyntheticData;

/// <summary>A CSV file whose columns are numbers, dates or texts.</summary>
internal sealed class MixedTable
{
    private readonly CsvTable _file;
    private readonly Dictionary<string, Dictionary<string, float>> _days; // of each column of dates, by cell

    private MixedTable(CsvTable file, MixedColumn[] columns, List<string[]> rows, Dictionary<string, Dictionary<string, float>> days)
    {
        _file = file;
        _days = days;
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
        var rows = file.ReadCells().ToList();
        MixedColumn[] columns = [.. file.Summaries.Select((column, i) => Describe(path, column, [.. rows.Select(row => row[i])]))];
        var days = new Dictionary<string, Dictionary<string, float>>();
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].Dates is { } dates)
                days[columns[i].Name] = rows.Select(row => row[i]).Distinct().ToDictionary(cell => cell, dates.Days);
        }

        // Among numbers and dates "NA" is no value; among texts it is one.
        foreach (string[] row in rows)
        {
            for (int i = 0; i < columns.Length; i++)
                row[i] = columns[i].IsText ? row[i] : MissingValue.Is(row[i]) ? "" : options?.DecimalComma == true ? row[i].Replace(',', '.') : row[i];
        }

        return new MixedTable(file, columns, rows, days);
    }

    /// <summary>Writes such a table.</summary>
    public static void Write(string path, IReadOnlyList<MixedColumn> columns, IEnumerable<string[]> rows) =>
        File.WriteAllLines(path, rows.Prepend([.. columns.Select(column => column.Name)]).Select(cells => string.Join(',', cells.Select(Quote))));

    /// <summary>The table as ML.NET reads it: a column of numbers or of texts for each, by its name.</summary>
    public IDataView Load(MLContext mlContext)
    {
        var data = _file.Load(mlContext, [.. Columns.Select((column, i) =>
            new TextLoader.Column(column.Name, column.IsText || column.Dates is not null ? DataKind.String : DataKind.Single, i))]);
        foreach (var (name, days) in _days)
            data = mlContext.Transforms.Conversion.MapValue(name, days, name).Fit(data).Transform(data);
        return data;
    }

    private static MixedColumn Describe(string path, CsvColumn column, string[] cells)
    {
        if (!column.HasValues)
            throw new InputException($"'{path}', column '{column.Name}': found no value in any row; expected some.");
        bool isText = column.Kind == CsvColumnKind.Text;
        return new MixedColumn(
            column.Name, isText, HasGaps: !isText && column.MissingValues > 0, column.Kind == CsvColumnKind.Date ? column.FindDateForm(cells) : null);
    }

    private static string Quote(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"")}\"";
}
