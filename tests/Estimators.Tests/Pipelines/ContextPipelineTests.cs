using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Onnx;
using MLNet.Vae.Tests.Support;
using static MLNet.Vae.Tests.Support.Closeness;

namespace MLNet.Vae.Tests.Pipelines;

/// <summary>Models with a context in ML.NET: a column beside the features, through every door and back from every file.</summary>
public sealed class ContextPipelineTests
{
    private static readonly MLContext Context = new(seed: 1);

    private static readonly Reading[] Training = Reading.Make(600, seed: 1);

    private static readonly Lazy<TransformerChain<VaeTransformer>> Model = new(() => Pipeline(new VaeEstimator.Options
    {
        ContextColumnName = "Season",
        NumberOfEpochs = 60,
        Seed = 1,
        EmbeddingColumnName = "Embedding",
        ReconstructionColumnName = "Expected",
        ImputedColumnName = "Filled",
    }).Fit(View(Training)));

    private static readonly string[] Columns = ["Score", "PValue", "FeatureScores", "Embedding", "Expected", "Filled"];

    [Fact]
    public void Score_SummersValueInWinter_IsAnAlarm()
    {
        Reading[] normal = Reading.Make(100, seed: 2), misplaced = Reading.Make(100, seed: 2);
        foreach (var reading in misplaced)
            reading.Season = reading.Season == "summer" ? "winter" : "summer";
        Assert.InRange(Alarms(normal), 0, 20); // of 100 at a rate of 0.05
        Assert.Equal(100, Alarms(misplaced));

        static int Alarms(Reading[] readings) => ColumnValues.Scalars<bool>(Model.Value.Transform(View(readings)), "PredictedLabel").Count(alarm => alarm);
    }

    [Fact]
    public void Vae_ContextColumnName_IsThatOfTheOptions()
    {
        var data = Encoded(Training);
        var detector = Context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 2, seed: 1, contextColumnName: "Season").Fit(data);
        var encoder = Context.Transforms.VaeEncode("E", "Features", numberOfEpochs: 2, seed: 1, contextColumnName: "Season").Fit(data);
        var byOptions = Context.AnomalyDetection.Trainers
            .Vae(new VaeEstimator.Options { NumberOfEpochs = 2, Seed = 1, ContextColumnName = "Season" }).Fit(data);
        Assert.Equal("Season", detector.ContextColumnName);
        Assert.Equal(2, encoder.Model.ContextCount);
        float[] expected = ColumnValues.Scalars<float>(byOptions.Transform(data), "Score");
        Assert.Equal(expected, ColumnValues.Scalars<float>(detector.Transform(data), "Score"));
        Assert.Equal(expected, ColumnValues.Scalars<float>(encoder.AsAnomalyScorer().Transform(data), "Score"));
    }

    [Fact]
    public void Load_SavedPipeline_GivesTheSameInCursorsAndEngine()
    {
        using var stream = new MemoryStream();
        Context.Model.Save(Model.Value, View(Training).Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out _);
        Reading[] readings = WithGaps(Reading.Make(50, seed: 3));
        var (expected, found) = (Model.Value.Transform(View(readings)), loaded.Transform(View(readings)));
        foreach (string column in Columns)
            Assert.Equal(Floats(expected, column), Floats(found, column));
        Assert.Equal(["Season.summer", "Season.winter"], ColumnValues.SlotNames(found.Schema["Season"])?.Select(name => $"Season.{name}"));

        var engine = new MLContext().Model.CreatePredictionEngine<Reading, Prediction>(loaded);
        Assert.Equal(ColumnValues.Scalars<float>(expected, "Score"), readings.Select(reading => engine.Predict(reading).Score));
        Assert.Equal("Season", loaded.FindVae().ContextColumnName);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void ConvertToOnnx_Pipeline_GivesTheSame(int operatorSet)
    {
        using var stream = new MemoryStream();
        var model = Model.Value.LastTransformer;
        Context.Model.ConvertToOnnx(model, Plain(Training), operatorSet, stream);
        using var onnx = new OnnxRun(stream.ToArray());
        Reading[] readings = WithGaps(Reading.Make(50, seed: 3));
        var expected = model.Transform(Encoded(readings));
        var found = onnx.On(Inputs(readings));
        foreach (string column in Columns)
            AssertClose(Floats(expected, column), found[$"{column}.output"]);
    }

    [Fact]
    public void ConvertToOnnx_TextAsContext_LoadsInOnnxRuntime()
    {
        using var stream = new MemoryStream();
        Context.Model.ConvertToOnnx(Model.Value, View(Training), stream);
        using var onnx = new OnnxRun(stream.ToArray());
        Assert.Contains("Score.output", onnx.Outputs);
    }

    [Fact]
    public void SavePortable_Pipeline_GivesTheSame()
    {
        using var stream = new MemoryStream();
        var model = Model.Value.LastTransformer;
        Context.Model.SavePortable(model, Encoded(Training).Schema, stream);
        stream.Position = 0;
        var portable = Context.Model.Load(stream, out _);
        Reading[] readings = WithGaps(Reading.Make(50, seed: 3));
        var (expected, found) = (model.Transform(Encoded(readings)), portable.Transform(Encoded(readings)));
        foreach (string column in Columns)
            AssertClose(Floats(expected, column), Floats(found, column));
    }

    [Fact]
    public void VaeDecode_Context_IsRead()
    {
        var model = Model.Value.LastTransformer;
        var scored = model.Transform(Encoded(Reading.Make(50, seed: 3)));
        var decoder = Context.Transforms.VaeDecode(model.Model, "Decoded", "Embedding", contextColumnName: "Season").Fit(scored);
        using var stream = new MemoryStream();
        Context.Model.Save(decoder, scored.Schema, stream);
        stream.Position = 0;
        foreach (var transformer in new[] { decoder, Context.Model.Load(stream, out _) })
            Assert.Equal(ColumnValues.Flat(scored, "Expected"), ColumnValues.Flat(transformer.Transform(scored), "Decoded"));

        var lacking = Assert.Throws<ArgumentException>(() => Context.Transforms.VaeDecode(model.Model, "Decoded", "Embedding"));
        Assert.Contains("ContextColumnName is null; expected the name of a column: the model was trained with a context of 2 values.", lacking.Message);
        var needless = Assert.Throws<ArgumentException>(
            () => Context.Transforms.VaeDecode(Trained.Detector.Model, "Decoded", "Embedding", contextColumnName: "Season"));
        Assert.Contains("ContextColumnName is 'Season'; expected null", needless.Message);
    }

    [Fact]
    public void Generate_InAContext_HasItInAColumnAndIsNormalThere()
    {
        var model = Model.Value.LastTransformer;
        var generated = model.Generate(200, seed: 5, context: [0, 1], sampleLikelihood: true);
        Assert.All(ColumnValues.Vectors(generated, "Season"), season => Assert.Equal([0, 1], season));
        Assert.InRange(ColumnValues.Vectors(generated, "Features").Average(row => row[0]), -11, -9); // winter's
        Assert.InRange(ColumnValues.Scalars<bool>(model.AsAnomalyScorer().Transform(generated), "PredictedLabel").Count(alarm => alarm), 0, 100); // of 200: the prior is not quite where the data is

        Assert.Throws<ArgumentException>("context", () => model.Generate(1, 5));
        Assert.Throws<ArgumentException>("context", () => model.Generate(1, 5, context: [1]));
        Assert.Throws<VaeDataException>(() => model.Generate(1, 5, context: [1, float.NaN]));
    }

    [Fact]
    public void MissingContext_InTrainingAndInScoring_NamesColumnSlotAndRow()
    {
        Reading[] readings = Reading.Make(20, seed: 3);
        float[][] seasons = [.. readings.Select(OneHot)];
        seasons[7][1] = float.NaN;
        var data = Context.Data.LoadFromEnumerable(readings.Zip(seasons, (reading, season) => new Vectors { Features = reading.Features, Season = season }));
        var estimator = Context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 1, contextColumnName: "Season");
        var inTraining = Assert.Throws<ArgumentException>(() => estimator.Fit(data));
        Assert.StartsWith(
            "The context column 'Season' is NaN in row 7, slot 1; expected a finite number: a row takes its whole context.", inTraining.Message);
        Assert.True(Assert.IsType<VaeDataException>(inTraining.InnerException).IsContext);

        var scored = Model.Value.LastTransformer.Transform(data);
        var inScoring = Assert.Throws<InvalidOperationException>(() => ColumnValues.Scalars<float>(scored, "Score"));
        Assert.StartsWith("The context column 'Season' is NaN in row 7, slot 1 ('winter'); expected a finite number", inScoring.Message);
    }

    [Fact]
    public void ContextColumn_MissingOrOfAnotherTypeOrSize_NamesRoleExpectedAndFound()
    {
        var estimator = Context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 1, contextColumnName: "Hour");
        var missing = Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(Encoded(Training)));
        Assert.Contains("The context column 'Hour' must be Vector<Single> of known size; found no column of that name.", missing.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => estimator.GetOutputSchema(Shapes.Of(Encoded(Training).Schema)));

        var text = Assert.Throws<ArgumentOutOfRangeException>(
            () => Context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 1, contextColumnName: "Season").Fit(View(Training)));
        Assert.Contains("The context column 'Season' must be Vector<Single> of known size; found String.", text.Message);

        var wide = Context.Transforms.Concatenate("Season", "Season", "Season").Fit(Encoded(Training)).Transform(Encoded(Training));
        var width = Assert.Throws<ArgumentOutOfRangeException>(() => Model.Value.LastTransformer.Transform(wide));
        Assert.Contains("The context column 'Season' must be Vector<Single, 2>; found Vector<Single, 4>.", width.Message);
    }

    [Fact]
    public void Cursors_OnlyOtherColumnsActive_DoNotReadTheContext()
    {
        Reading[] readings = Reading.Make(5, seed: 3);
        var data = Context.Data.LoadFromEnumerable(readings.Select(reading => new Vectors { Features = reading.Features, Season = [float.NaN, 0] }));
        var scored = Model.Value.LastTransformer.Transform(data);
        Assert.Equal(5, ColumnValues.Vectors(scored, "Features").Length);
    }

    private static EstimatorChain<VaeTransformer> Pipeline(VaeEstimator.Options options) =>
        Context.Transforms.Categorical.OneHotEncoding("Season").Append(Context.AnomalyDetection.Trainers.Vae(options));

    private static IDataView View(Reading[] readings) => Context.Data.LoadFromEnumerable(readings);

    // What the model reads: both vectors.
    private static IDataView Encoded(Reading[] readings) => Model.Value.First().Transform(View(readings));

    // The same, made by no transform.
    private static IDataView Plain(Reading[] readings) => Context.Data.LoadFromEnumerable(readings.Select(reading => new Vectors
    {
        Features = reading.Features,
        Season = OneHot(reading),
    }));

    private static float[] OneHot(Reading reading) => reading.Season == "summer" ? [1, 0] : [0, 1];

    private static (string, float[][])[] Inputs(Reading[] readings) =>
    [
        ("Features", [.. readings.Select(reading => reading.Features)]),
        ("Season", [.. readings.Select(OneHot)]),
    ];

    private static Reading[] WithGaps(Reading[] readings)
    {
        readings[3].Features[0] = float.NaN;
        readings[4].Features[2] = 1e6f;
        readings[5].Features.AsSpan().Fill(float.NaN);
        return readings;
    }

    private static float[] Floats(IDataView data, string name) =>
        data.Schema[name].Type is VectorDataViewType ? ColumnValues.Flat(data, name) : ColumnValues.Scalars<float>(data, name);

    /// <summary>A day of summer is around 10, one of winter around −10.</summary>
    private sealed class Reading
    {
        public string Season { get; set; } = "";

        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public static Reading[] Make(int count, int seed)
        {
            var random = new System.Random(seed);
            return
            [
                .. Enumerable.Range(0, count).Select(i =>
                {
                    bool isSummer = i % 2 == 0;
                    double shared = random.NextDouble();
                    return new Reading
                    {
                        Season = isSummer ? "summer" : "winter",
                        Features = [(float)((isSummer ? 10 : -10) + shared + 0.3 * random.NextDouble()), (float)shared, random.Next(2)],
                    };
                }),
            ];
        }
    }

    private sealed class Vectors
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];

        [VectorType(2)]
        public float[] Season { get; set; } = [];
    }

    private sealed class Prediction
    {
        public float Score { get; set; }
    }
}
