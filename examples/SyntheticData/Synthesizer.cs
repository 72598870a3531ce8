using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Examples.Common;

namespace MLNet.Vae.Examples.SyntheticData;

/// <summary>
/// A model of a table, and the way from its rows back to cells. Numbers go into the model as they are, dates as days, and are told by bins, with a
/// slot beside those that have gaps which says where; texts are one-hot encoded, and without a value they have no 1.
/// </summary>
internal sealed class Synthesizer
{
    private const string Gap = " is missing"; // behind a column's name: that of the slot which says so

    private readonly IReadOnlyList<MixedColumn> _columns;
    private readonly VaeTransformer _vae;
    private readonly Dictionary<string, string[]> _categories; // of each column of texts, by slot

    private Synthesizer(IReadOnlyList<MixedColumn> columns, VaeTransformer vae, Dictionary<string, string[]> categories)
    {
        _columns = columns;
        _vae = vae;
        _categories = categories;
    }

    /// <exception cref="InputException">A number cannot be learned from.</exception>
    public static Synthesizer Train(MixedTable table, int seed, IProgress<VaeTrainingProgress> progress)
    {
        var mlContext = new MLContext(seed);
        var data = table.Load(mlContext);
        string[] texts = [.. table.Columns.Where(column => column.IsText).Select(column => column.Name)];
        string[] gaps = [.. table.Columns.Where(column => !column.IsText && column.HasGaps).Select(column => column.Name)];
        IEstimator<ITransformer> encoding = mlContext.Transforms.Concatenate("Features", [.. table.Columns.SelectMany(Slots)]);
        if (gaps.Length > 0)
        {
            encoding = mlContext.Transforms.IndicateMissingValues([.. gaps.Select(name => new InputOutputColumnPair(name + Gap, name))])
                .Append(mlContext.Transforms.Conversion.ConvertType([.. gaps.Select(name => new InputOutputColumnPair(name + Gap))]))
                .Append(encoding);
        }

        if (texts.Length > 0)
            encoding = mlContext.Transforms.Categorical.OneHotEncoding([.. texts.Select(name => new InputOutputColumnPair(name))]).Append(encoding);
        var encoded = encoding.Fit(data).Transform(data);
        var options = SynthesisOptions.Create(table.Rows.Count, Numbers(table), seed);
        options.Progress = progress;
        var vae = mlContext.Transforms.VaeEncode(options).Fit(encoded);
        return new Synthesizer(table.Columns, vae, texts.ToDictionary(name => name, name => Categories(encoded.Schema[name])));
    }

    /// <summary>Rows of cells, [count][columns].</summary>
    public string[][] Generate(int count, int seed) =>
        [.. _vae.Generate(count, seed, sampleLikelihood: true).GetColumn<float[]>("Features").Select(Cells)];

    // Of more than two values.
    private static IEnumerable<string> Numbers(MixedTable table) => table.Columns
        .Where((column, i) => !column.IsText && table.Rows.Select(row => row[i]).Where(cell => cell.Length > 0).Distinct().Skip(2).Any())
        .Select(column => column.Name);

    private static IEnumerable<string> Slots(MixedColumn column) =>
        !column.IsText && column.HasGaps ? [column.Name, column.Name + Gap] : [column.Name];

    private static string[] Categories(DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => $"{name}")];
    }

    private string[] Cells(float[] row)
    {
        var cells = new string[_columns.Count];
        int slot = 0;
        for (int i = 0; i < cells.Length; i++)
        {
            if (_columns[i].IsText)
            {
                string[] categories = _categories[_columns[i].Name];
                int hot = row.AsSpan(slot, categories.Length).IndexOf(1f);
                cells[i] = hot < 0 ? "" : categories[hot];
                slot += categories.Length;
                continue;
            }

            cells[i] = _columns[i].Cell(row[slot++]);
            if (_columns[i].HasGaps && row[slot++] == 1)
                cells[i] = "";
        }

        return cells;
    }
}
