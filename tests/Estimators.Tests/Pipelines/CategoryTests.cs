using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;
using MLNet.Vae.Tests.Onnx;
using MLNet.Vae.Tests.Support;
using static MLNet.Vae.Tests.Support.Closeness;

namespace MLNet.Vae.Tests.Pipelines;

/// <summary>Text columns through OneHotEncoding and Concatenate: the model finds the categories in the annotations of its column.</summary>
public sealed class CategoryTests
{
    private static readonly int[] Slots = [1, 3, 4, 5]; // as in Rows

    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void OneHotEncoding_SlotsOfAColumn_AreOneCategory()
    {
        var model = Fit(Sale.Make(500, seed: 1), epochs: 1);
        Assert.Equal("Gaussian Categorical Categorical Categorical Categorical Categorical", Likelihoods(model.LastTransformer));
        Assert.Equal([1..4, 4..6], Blocks(model.LastTransformer));
    }

    // OneHotEncoding gives it a block of zeros.
    [Fact]
    public void UnseenCategory_IsAnAlarmAndAtLeastAsAnomalousAsTheRarest()
    {
        var model = Fit(Sale.Make(1000, seed: 1));
        Sale[] rarest = Sale.Make(200, seed: 2), unseen = Sale.Make(200, seed: 2);
        Array.ForEach(rarest, sale => sale.Country = "CH");
        Array.ForEach(unseen, sale => sale.Country = "NZ");
        float[] ofRarest = Scores(model, rarest), ofUnseen = Scores(model, unseen);
        bool[] alarms = ColumnValues.Scalars<bool>(model.Transform(_context.Data.LoadFromEnumerable(unseen)), "PredictedLabel");
        for (int row = 0; row < unseen.Length; row++)
        {
            Assert.True(ofUnseen[row] >= ofRarest[row], $"row {row} scores {ofUnseen[row]}, and {ofRarest[row]} with the rarest country");
            Assert.True(alarms[row], $"row {row} scores {ofUnseen[row]}, which is no alarm");
        }
    }

    [Fact]
    public void MissingTextInTraining_IsOneMoreCategory()
    {
        Sale[] sales = Sale.Make(1000, seed: 1);
        for (int row = 0; row < sales.Length; row += 4)
            sales[row].Country = "";
        var model = Fit(sales);
        Assert.Equal([1..4, 4..6], Blocks(model.LastTransformer));
        float[] scores = Scores(model, sales);
        double Average(int remainder) => scores.Where((_, row) => row % 4 == remainder).Average();
        Assert.InRange(Average(0) - Average(1), -1.5, 1.5); // a quarter of the rows: about as likely as the others
    }

    [Theory]
    [InlineData(OneHotEncodingEstimator.OutputKind.Bag)]
    [InlineData(OneHotEncodingEstimator.OutputKind.Binary)]
    public void OtherEncodings_EachSlotByItself(OneHotEncodingEstimator.OutputKind kind) =>
        Assert.Empty(Blocks(Fit(Sale.Make(200, seed: 1), epochs: 1, kind).LastTransformer));

    [Fact]
    public void RangesThatAreNotOneHot_EachSlotByItselfAndAWarning()
    {
        var warnings = new List<string>();
        _context.Log += (_, line) =>
        {
            if (line.Kind == ChannelMessageKind.Warning)
                warnings.Add(line.Message);
        };
        float[][] rows = Rows(200);
        rows[17][1] = rows[17][2] = 1;
        var model = Fit(new VectorTable("Features", rows, slotNames: ["N", "A.x", "A.y", "A.z", "B.p", "B.q"], categoricalSlots: Slots), new());
        Assert.Equal("Gaussian Binary Binary Binary Categorical Categorical", Likelihoods(model));
        Assert.Contains("Slot 1 ('A.x'): The block of slots 1 to 3 is not the one-hot encoding", Assert.Single(warnings));
    }

    [Fact]
    public void Options_SayOtherwise_TheAnnotationIsLeft()
    {
        var data = new VectorTable("Features", Rows(200), categoricalSlots: Slots);
        Assert.Empty(Blocks(Fit(data, new() { CategoricalBlocks = [] })));
        Assert.Empty(Blocks(Fit(data, new() { Likelihood = VaeLikelihood.Bernoulli })));
        Assert.Equal([1..4], Blocks(Fit(data, new() { CategoricalBlocks = [1..4] })));
    }

    [Theory]
    [InlineData(new[] { 1, 3, 3, 5 })]
    [InlineData(new[] { 1, 3, 4, 6 })]
    [InlineData(new[] { 1, 3, 5, 5 })]
    [InlineData(new[] { 1, 3, -2, 0 })]
    public void Annotation_RangesThatMakeNoSense_AreLeftOut(int[] slots) =>
        Assert.Equal([1..4], Blocks(Fit(new VectorTable("Features", Rows(200), categoricalSlots: slots), new())));

    [Fact]
    public void Imputer_FillsAMissingBlockWithItsProbabilities()
    {
        var model = Fit(new VectorTable("Features", Rows(400), categoricalSlots: Slots), new() { NumberOfEpochs = 30 });
        float[][] rows = Rows(20);
        foreach (float[] row in rows)
            row.AsSpan(1, 3).Fill(float.NaN);
        float[][] filled = ColumnValues.Vectors(model.AsImputer("Imputed").Transform(new VectorTable("Features", rows)), "Imputed");
        for (int row = 0; row < rows.Length; row++)
        {
            AssertClose([1], [filled[row][1..4].Sum()], 1e-5f);
            Assert.All(filled[row][1..4], probability => Assert.InRange(probability, 0, 1));
            Assert.Equal([rows[row][0], .. rows[row][4..]], [filled[row][0], .. filled[row][4..]]);
        }
    }

    [Fact]
    public void Generate_Draws_AreOneHot()
    {
        var model = Fit(new VectorTable("Features", Rows(400), categoricalSlots: Slots), new() { NumberOfEpochs = 30 });
        foreach (float[] row in ColumnValues.Vectors(model.Generate(200, seed: 3, sampleLikelihood: true), "Features"))
        {
            Assert.All(row[1..], value => Assert.True(value is 0 or 1));
            Assert.Equal((1, 1), (row[1..4].Sum(), row[4..].Sum()));
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void ConvertToOnnx_GivesTheSame(int operatorSet)
    {
        float[][] rows = Strange();
        var data = new VectorTable("Features", Rows(200), categoricalSlots: Slots);
        var model = Fit(data, new() { NumberOfEpochs = 20 });
        using var stream = new MemoryStream();
        _context.Model.ConvertToOnnx(model, data, operatorSet, stream);
        using var onnx = new OnnxRun(stream.ToArray());
        var found = onnx.On(("Id", [.. rows.Select((_, id) => new float[] { id })]), ("Features", rows));
        var expected = model.Transform(new VectorTable("Features", rows));
        AssertClose(ColumnValues.Scalars<float>(expected, "Score"), found["Score.output"]);
        AssertClose(ColumnValues.Flat(expected, "FeatureScores"), found["FeatureScores.output"]);
    }

    [Fact]
    public void SavedAndPortable_GiveTheSame()
    {
        float[][] rows = Strange();
        var data = new VectorTable("Features", Rows(200), categoricalSlots: Slots);
        var model = Fit(data, new() { NumberOfEpochs = 20 });
        var expected = model.Transform(new VectorTable("Features", rows));
        using MemoryStream saved = new(), portable = new();
        _context.Model.Save(model, data.Schema, saved);
        _context.Model.SavePortable(model, data.Schema, portable);
        saved.Position = 0;
        var loaded = _context.Model.Load(saved, out _).Transform(new VectorTable("Features", rows));
        var ported = Zip.Load(portable.ToArray()).Transform(new VectorTable("Features", rows));
        Assert.Equal(ColumnValues.Flat(expected, "FeatureScores"), ColumnValues.Flat(loaded, "FeatureScores"));
        AssertClose(ColumnValues.Flat(expected, "FeatureScores"), ColumnValues.Flat(ported, "FeatureScores"));
        AssertClose(ColumnValues.Scalars<float>(expected, "Score"), ColumnValues.Scalars<float>(ported, "Score"));
    }

    [Fact]
    public void Likelihoods_ByNameNumberOrRange_AreTheSlotsAndTheirBlockIsNone()
    {
        Assert.Equal(
            "StudentT Categorical Categorical Categorical Bernoulli Binary",
            LikelihoodsOf(("Amount", VaeLikelihood.StudentT), ("4", VaeLikelihood.Bernoulli)));
        Assert.Equal(
            "Gaussian Bernoulli Bernoulli Bernoulli Categorical Categorical",
            LikelihoodsOf(("1..4", VaeLikelihood.Bernoulli)));
    }

    [Theory]
    [InlineData("amount", "names no slot of the feature column 'Features'. The slots are 'Amount', ")]
    [InlineData("9", "names no slot of the feature column 'Features'.")]
    [InlineData("0", "names slot 0, as another key does; expected each once.")]
    public void Likelihoods_NoSuchSlot_SaysWhichThereAre(string key, string problem)
    {
        var exception = Assert.Throws<ArgumentException>(
            "options", () => LikelihoodsOf(("Amount", VaeLikelihood.StudentT), (key, VaeLikelihood.Gaussian)));
        Assert.StartsWith($"Likelihoods[\"{key}\"] {problem}", exception.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Likelihoods_SlotsWithoutNames_SaysTheirNumbers()
    {
        var options = new VaeEstimator.Options { Likelihoods = new Dictionary<string, VaeLikelihood> { ["Amount"] = VaeLikelihood.StudentT } };
        var exception = Assert.Throws<ArgumentException>("options", () => Fit(new VectorTable("Features", Rows(50)), options));
        Assert.Contains("Its slots have no names; they are 0 to 5, and ranges of them such as \"0..6\".", exception.Message);
    }

    private string LikelihoodsOf(params (string Slot, VaeLikelihood Kind)[] likelihoods)
    {
        var model = _context.Transforms.Categorical.OneHotEncoding([new("Country"), new("Kind")])
            .Append(_context.Transforms.Concatenate("Features", "Amount", "Country", "Kind"))
            .Append(_context.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options
            {
                NumberOfEpochs = 1,
                Seed = 1,
                Likelihoods = likelihoods.ToDictionary(pair => pair.Slot, pair => pair.Kind),
            }))
            .Fit(_context.Data.LoadFromEnumerable(Sale.Make(200, seed: 1)));
        return Likelihoods(model.LastTransformer);
    }

    private TransformerChain<VaeTransformer> Fit(
        Sale[] sales, int epochs = 60, OneHotEncodingEstimator.OutputKind kind = OneHotEncodingEstimator.OutputKind.Indicator) =>
        _context.Transforms.Categorical.OneHotEncoding([new("Country"), new("Kind")], kind)
            .Append(_context.Transforms.Concatenate("Features", "Amount", "Country", "Kind"))
            .Append(_context.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options { NumberOfEpochs = epochs, Seed = 1 }))
            .Fit(_context.Data.LoadFromEnumerable(sales));

    private VaeTransformer Fit(VectorTable data, VaeEstimator.Options options)
    {
        options.NumberOfEpochs ??= 1;
        options.Seed = 1;
        return _context.AnomalyDetection.Trainers.Vae(options).Fit(data);
    }

    private float[] Scores(ITransformer model, Sale[] sales) =>
        ColumnValues.Scalars<float>(model.Transform(_context.Data.LoadFromEnumerable(sales)), "Score");

    private static string Likelihoods(VaeTransformer transformer) => string.Join(' ', transformer.Model.Likelihoods);

    private static Range[] Blocks(VaeTransformer transformer) => [.. transformer.Model.CategoricalBlocks];

    // A number, one of three, one of two.
    private static float[][] Rows(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            float[] row = new float[6];
            row[0] = random.NextSingle();
            row[1 + random.Next(3)] = row[4 + random.Next(2)] = 1;
            return row;
        })];
    }

    // Blocks without a 1, with two, with gaps, and with other numbers.
    private static float[][] Strange()
    {
        float[][] rows = Rows(30);
        rows[1].AsSpan(1, 3).Clear();
        rows[2].AsSpan(4, 2).Fill(1);
        rows[3].AsSpan(1, 3).Fill(float.NaN);
        (rows[4][2], rows[5][5], rows[6][1]) = (7, float.NaN, -1e9f);
        return rows;
    }
}
