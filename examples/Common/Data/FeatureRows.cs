using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>Moves rows between a CSV file, memory and ML.NET.</summary>
public static class FeatureRows
{
    /// <summary>Loads a checked file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="mlContext">Whose loader to use.</param>
    /// <param name="label">Number of the label's column; null where there is none. Every other column is a feature.</param>
    public static IReadOnlyList<FeatureRow> Load(CsvFile file, MLContext mlContext, int? label)
    {
        var columns = new List<TextLoader.Column> { new("Features", DataKind.Single, FeatureRanges(file.Columns.Count, label)) };
        if (label is { } column)
            columns.Add(new TextLoader.Column("Label", DataKind.Single, column));
        var options = new TextLoader.Options
        {
            Columns = [.. columns],
            Separators = [','],
            HasHeader = true,
            AllowQuoting = true,
            MissingRealsAsNaNs = true, // Otherwise an empty cell is a 0.
        };

        var data = mlContext.Data.LoadFromTextFile(file.Path, options);
        var rows = mlContext.Data.CreateEnumerable<FeatureRow>(data, reuseRowObject: false, ignoreMissingColumns: true).ToList();
        for (int i = 0; i < rows.Count; i++)
            rows[i].Line = file.Lines[i];
        return rows;
    }

    /// <summary>Names of the features, [features]: every column but the label.</summary>
    public static IReadOnlyList<string> Names(CsvFile file, int? label) => [.. file.Columns.Where((_, column) => column != label)];

    /// <summary>Rows as ML.NET's data, with a feature column of known size.</summary>
    public static IDataView ToDataView(this IReadOnlyCollection<FeatureRow> rows, MLContext mlContext)
    {
        var schema = SchemaDefinition.Create(typeof(FeatureRow));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows.First().Features.Length);
        return mlContext.Data.LoadFromEnumerable(rows, schema);
    }

    private static TextLoader.Range[] FeatureRanges(int columns, int? label)
    {
        if (label is not { } column)
            return [new TextLoader.Range(0, columns - 1)];

        var ranges = new List<TextLoader.Range>();
        if (column > 0)
            ranges.Add(new TextLoader.Range(0, column - 1));
        if (column < columns - 1)
            ranges.Add(new TextLoader.Range(column + 1, columns - 1));
        return [.. ranges];
    }
}
