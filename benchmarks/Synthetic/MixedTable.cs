using System.Globalization;
using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Benchmarks.Synthetic;

/// <summary>A gzipped CSV file with a header whose columns are numbers or texts, on its way to one column of numbers and back.</summary>
internal sealed class MixedTable : IDisposable
{
    private readonly string _file; // unpacked
    private readonly (string Name, bool IsText, string[] Categories)[] _columns; // the categories of a text column in the order of its slots

    private MixedTable(string file, (string, bool, string[])[] columns, string[] numbers, int rowCount)
    {
        (_file, _columns, Numbers, RowCount) = (file, columns, numbers, rowCount);
    }

    public int RowCount { get; }

    /// <summary>The columns of numbers that have more than two values.</summary>
    public IReadOnlyList<string> Numbers { get; }

    public static MixedTable Open(string path)
    {
        string file = Path.GetTempFileName();
        using (var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
        using (var unpacked = File.Create(file))
            packed.CopyTo(unpacked);
        string[][] lines = [.. File.ReadLines(file).Select(line => line.Split(','))];
        var columns = lines[0].Select((name, i) =>
        {
            string[] cells = [.. lines.Skip(1).Select(line => line[i]).Where(cell => cell.Length > 0).Distinct()];
            bool isText = !cells.All(cell => float.TryParse(cell, CultureInfo.InvariantCulture, out _));
            return (Name: name, IsText: isText, Cells: cells);
        }).ToArray();
        return new MixedTable(
            file,
            [.. columns.Select(column => (column.Name, column.IsText, column.IsText ? column.Cells : []))], // OneHotEncoding numbers them as they occur
            [.. columns.Where(column => !column.IsText && column.Cells.Length > 2).Select(column => column.Name)],
            lines.Length - 1);
    }

    public IDataView Read(MLContext context) => context.Data.LoadFromTextFile(_file, new TextLoader.Options
    {
        HasHeader = true,
        Separators = [','],
        MissingRealsAsNaNs = true,
        Columns = [.. _columns.Select((column, i) => new TextLoader.Column(column.Name, column.IsText ? DataKind.String : DataKind.Single, i))],
    });

    /// <summary>One vector of all columns in their order, texts one-hot.</summary>
    public EstimatorChain<ColumnConcatenatingTransformer> Features(MLContext context) =>
        new EstimatorChain<ITransformer>()
            .Append(context.Transforms.Categorical.OneHotEncoding([.. _columns.Where(column => column.IsText).Select(column => new InputOutputColumnPair(column.Name))]))
            .Append(context.Transforms.Concatenate("Features", [.. _columns.Select(column => column.Name)]));

    /// <summary>Rows of such vectors as a table of the same columns.</summary>
    public void Write(IDataView rows, TextWriter writer)
    {
        writer.WriteLine(string.Join(',', _columns.Select(column => column.Name)));
        foreach (float[] row in rows.GetColumn<float[]>("Features"))
        {
            int slot = 0;
            writer.WriteLine(string.Join(',', _columns.Select(column =>
            {
                if (!column.IsText)
                    return row[slot++].ToString(CultureInfo.InvariantCulture);
                int hot = row.AsSpan(slot, column.Categories.Length).IndexOf(1f);
                slot += column.Categories.Length;
                return hot < 0 ? "" : column.Categories[hot];
            })));
        }
    }

    public void Dispose() => File.Delete(_file);
}
