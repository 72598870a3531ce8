using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Pipelines;
using MLNet.Vae.Tests.Support;
using static MLNet.Vae.Tests.Support.Closeness;

namespace MLNet.Vae.Tests.Persistence;

/// <summary>Zips for programs that have Microsoft.ML.OnnxTransformer and nothing from here.</summary>
public sealed class SavePortableTests
{
    private static readonly float[][] Rows = Samples.Rows(50, seed: 5);

    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void Scorer_AddsItsColumnsOfTheSameTypes()
    {
        var data = new VectorTable("Features", Rows);
        var expected = Trained.Detector.Transform(data);
        var found = Portable(Trained.Detector).Transform(data);

        Assert.Equal(
            expected.Schema.Select(column => (column.Name, column.Type)).OrderBy(column => column.Name),
            found.Schema.Where(column => !column.IsHidden).Select(column => (column.Name, column.Type)).OrderBy(column => column.Name));
        AssertScores(expected, found);
        Assert.Equal(Samples.SlotNames, ColumnValues.SlotNames(found.Schema["FeatureScores"]));
    }

    [Fact]
    public void OtherViews_AddTheirColumn()
    {
        foreach (var (view, slotNames) in new[]
        {
            (Trained.Detector.AsFeaturizer("V"), ["z0", "z1", "z2"]),
            (Trained.Detector.AsReconstructor("V"), Samples.SlotNames),
            (Trained.Detector.AsImputer("V"), Samples.SlotNames),
        })
        {
            float[][] rows = Samples.Rows(50, seed: 5);
            rows[3][2] = float.NaN;
            var data = new VectorTable("Features", rows);
            var expected = view.Transform(data);
            var found = Portable(view).Transform(data);

            Assert.Equal(expected.Schema["V"].Type, found.Schema["V"].Type);
            Assert.Equal(slotNames, ColumnValues.SlotNames(found.Schema["V"]));
            Assert.Equal(["Features", "Id", "V"], found.Schema.Select(column => column.Name).Order());
            AssertClose(ColumnValues.Flat(expected, "V"), ColumnValues.Flat(found, "V"));
        }
    }

    [Fact]
    public void OutputColumn_MayHaveTheInputsName()
    {
        var view = Trained.Detector.AsFeaturizer("Features");
        var data = new VectorTable("Features", Rows);

        AssertClose(
            ColumnValues.Flat(view.Transform(data), "Features"),
            ColumnValues.Flat(Portable(view).Transform(data), "Features"));
    }

    [Fact]
    public void InputColumn_MayBeNamedAsAPartOfTheGraph()
    {
        var detector = _context.Transforms.VaeEncode("E", "threshold", numberOfEpochs: 1).Fit(new VectorTable("threshold", Rows));
        var data = new VectorTable("threshold", Rows);

        AssertClose(
            ColumnValues.Flat(detector.Transform(data), "E"),
            ColumnValues.Flat(Portable(detector).Transform(data), "E"));
    }

    [Fact]
    public void MissingValuesAndInfinity_AreScoredTheSame()
    {
        float[][] rows = Samples.Rows(4);
        rows[0][1] = float.NaN;
        rows[1] = [.. rows[1].Select(_ => float.NaN)];
        rows[2][3] = float.PositiveInfinity;
        var data = new VectorTable("Features", rows);

        AssertScores(Trained.Detector.Transform(data), Portable(Trained.Detector).Transform(data));
    }

    [Fact]
    public void CodesForMissing_AreFilledInTheSame()
    {
        float[][] rows = Samples.Rows(60);
        for (int row = 0; row < rows.Length; row++)
            rows[row][row % 4] = row % 2 == 0 ? -9999 : float.NaN;
        var data = new VectorTable("Features", rows);
        var options = new VaeEstimator.Options { NumberOfEpochs = 5, ImputedColumnName = "I", MissingValues = [-9999] };
        var detector = _context.AnomalyDetection.Trainers.Vae(options).Fit(data);
        var (expected, found) = (detector.Transform(data), Portable(detector).Transform(data));

        AssertScores(expected, found);
        AssertClose(ColumnValues.Flat(expected, "I"), ColumnValues.Flat(found, "I"));
        Assert.DoesNotContain(-9999, ColumnValues.Flat(found, "I"));
    }

    [Fact]
    public void Scores_CanBeEvaluated()
    {
        var detector = _context.Transforms.Concatenate("Features", "Age", "Dose", "Others")
            .Append(_context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 60))
            .Fit(_context.Data.LoadFromEnumerable(Patient.Make(300, anomalous: 0)));
        var test = _context.Data.LoadFromEnumerable(Patient.Make(200, anomalous: 20));

        var expected = _context.AnomalyDetection.Evaluate(detector.Transform(test), "Label");
        var found = _context.AnomalyDetection.Evaluate(Portable(detector, test.Schema).Transform(test), "Label");
        Assert.Equal(expected.AreaUnderRocCurve, found.AreaUnderRocCurve, 1e-3);
        Assert.Equal(expected.DetectionRateAtFalsePositiveCount, found.DetectionRateAtFalsePositiveCount, 1e-3);
    }

    [Fact]
    public void KMeansThatWasTrainedOnTheEmbedding_RunsOnThePortableOne()
    {
        var featurizer = Trained.Detector.AsFeaturizer("Embedding");
        var data = new VectorTable("Features", Rows);
        var clusters = _context.Clustering.Trainers.KMeans("Embedding", numberOfClusters: 2).Fit(featurizer.Transform(data));

        Assert.Equal(
            ColumnValues.Scalars<uint>(clusters.Transform(featurizer.Transform(data)), "PredictedLabel"),
            ColumnValues.Scalars<uint>(clusters.Transform(Portable(featurizer).Transform(data)), "PredictedLabel"));
    }

    [Fact]
    public void ProgramWithNothingFromHere_ScoresAndEmbeds()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("portable.zip");
        var model = new TransformerChain<ITransformer>(Trained.Detector, Trained.Detector.AsFeaturizer("Embedding"));
        _context.Model.SavePortable(model, Trained.Data.Schema, path);
        Assert.Equal(["portable.zip"], folder.Names());

        var (parts, rows) = ScoringProgram.Run(
            "MLNet.Vae.PortableProgram", path, Rows, "Score", "PredictedLabel", "PValue", "FeatureScores", "Embedding");
        var data = new VectorTable("Features", Rows);
        var scored = Trained.Detector.Transform(data);
        var embedded = Trained.Detector.AsFeaturizer("Embedding").Transform(data);
        string[][] fields = [.. rows.Select(row => row.Split(' '))];

        Assert.DoesNotContain("Vae", parts, StringComparison.Ordinal);
        AssertClose(ColumnValues.Scalars<float>(scored, "Score"), fields.SelectMany(row => Numbers(row[0])));
        Assert.Equal(ColumnValues.Scalars<bool>(scored, "PredictedLabel"), fields.Select(row => bool.Parse(row[1])));
        AssertClose(ColumnValues.Scalars<float>(scored, "PValue"), fields.SelectMany(row => Numbers(row[2])), PValueTolerance);
        AssertClose(ColumnValues.Flat(scored, "FeatureScores"), fields.SelectMany(row => Numbers(row[3])));
        AssertClose(ColumnValues.Flat(embedded, "Embedding"), fields.SelectMany(row => Numbers(row[4])));
    }

    [Fact]
    public void FailedSave_LeavesTheOldFileWhole()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("portable.zip");
        File.WriteAllText(path, "old");

        var other = new VectorTable("Other", Rows);

        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Model.SavePortable(Trained.Detector, other.Schema, path));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["portable.zip"], folder.Names());
    }

    [Fact]
    public void StepsBeforeAndAfter_AreKept()
    {
        var pipeline = _context.Transforms.Concatenate("Features", "Age", "Dose", "Others")
            .Append(_context.Transforms.NormalizeMinMax("Features"))
            .Append(_context.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options { EmbeddingColumnName = "E", NumberOfEpochs = 20 }))
            .Append(_context.Transforms.CopyColumns("Nats", "Score"))
            .Append(_context.Clustering.Trainers.KMeans("E", numberOfClusters: 2));
        var data = _context.Data.LoadFromEnumerable(Patient.Make(100, anomalous: 5));
        var model = pipeline.Fit(data);
        var expected = model.Transform(data);
        var found = Portable(model, data.Schema).Transform(data);

        AssertClose(ColumnValues.Scalars<float>(expected, "Nats"), ColumnValues.Scalars<float>(found, "Nats"));
        AssertClose(ColumnValues.Flat(expected, "E"), ColumnValues.Flat(found, "E"));
        Assert.Equal(ColumnValues.Scalars<uint>(expected, "PredictedLabel"), ColumnValues.Scalars<uint>(found, "PredictedLabel"));
    }

    [Fact]
    public void Scopes_AreKeptAndNestedChainsAreGoneInto()
    {
        var model = new EstimatorChain<ITransformer>()
            .Append(_context.Transforms.CopyColumns("TrainingOnly", "Id"), TransformerScope.TrainTest)
            .Append(_context.Transforms.NormalizeMinMax("Features").Append(_context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 5)))
            .Append(_context.Transforms.CopyColumns("Odd", "PredictedLabel"), TransformerScope.Scoring)
            .Fit(Trained.Data);
        var portable = Assert.IsType<TransformerChain<ITransformer>>(Portable(model, Trained.Data.Schema));

        AssertScores(model.Transform(Trained.Data), portable.Transform(Trained.Data));
        Assert.DoesNotContain("TrainingOnly", portable.GetModelFor(TransformerScope.Scoring).GetOutputSchema(Trained.Data.Schema).Select(c => c.Name));
        Assert.Contains("Odd", portable.GetModelFor(TransformerScope.Scoring).GetOutputSchema(Trained.Data.Schema).Select(c => c.Name));
    }

    [Fact]
    public void Decoder_IsKept()
    {
        var encoded = Trained.Detector.AsFeaturizer("E").Transform(Trained.Data);
        var decoder = _context.Transforms.VaeDecode(Trained.Detector.Model, "Decoded", "E").Fit(encoded);
        var model = new TransformerChain<ITransformer>(Trained.Detector.AsFeaturizer("E"), decoder);

        AssertClose(
            ColumnValues.Flat(model.Transform(Trained.Data), "Decoded"),
            ColumnValues.Flat(Portable(model, Trained.Data.Schema).Transform(Trained.Data), "Decoded"));
    }

    [Fact]
    public void StepThatIsNotMlNets_IsAnErrorThatNamesIt()
    {
        var model = _context.Transforms.CustomMapping<Patient, Doubled>((patient, doubled) => doubled.Twice = 2 * patient.Age, "Doubling")
            .Append(_context.Transforms.Concatenate("Features", "Twice", "Dose", "Others"))
            .Append(_context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 1))
            .Fit(_context.Data.LoadFromEnumerable(Patient.Make(50, anomalous: 0)));
        using var stream = new MemoryStream();
        var exception = Assert.Throws<ArgumentException>(
            () => _context.Model.SavePortable(model, _context.Data.LoadFromEnumerable(Patient.Make(1, anomalous: 0)).Schema, stream));

        Assert.Equal("model", exception.ParamName);
        Assert.Contains("CustomMappingTransformer", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ColumnConcatenating", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void VectorOfTwoDimensions_KeepsThem()
    {
        var rows = Samples.Rows(50);
        var data = _context.Data.LoadFromEnumerable(rows.Select(row => new Picture { Pixels = row }));
        var model = _context.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options
        {
            FeatureColumnName = "Pixels",
            ReconstructionColumnName = "Expected",
            NumberOfEpochs = 5,
        }).Fit(data);
        var expected = model.Transform(data);
        var found = Portable(model, data.Schema).Transform(data);

        AssertScores(expected, found);
        AssertClose(ColumnValues.Flat(expected, "Expected"), ColumnValues.Flat(found, "Expected"));
        Assert.Equal(expected.Schema["Expected"].Type, found.Schema["Expected"].Type);
        Assert.Equal(expected.Schema["FeatureScores"].Type, found.Schema["FeatureScores"].Type);
    }

    private static ITransformer Portable(VaeTransformer transformer)
    {
        var column = new VectorTable(transformer.InputColumnName, Rows, slotNames: transformer.SlotNames?.ToArray());
        return Portable(transformer, column.Schema);
    }

    private static ITransformer Portable(ITransformer model, DataViewSchema inputSchema)
    {
        using var stream = new MemoryStream();
        new MLContext().Model.SavePortable(model, inputSchema, stream);
        return Zip.Load(stream.ToArray());
    }

    private sealed class Doubled
    {
        public float Twice { get; set; }
    }

    private sealed class Picture
    {
        [VectorType(2, Samples.FeatureCount / 2)]
        public float[] Pixels { get; set; } = [];
    }

    private static void AssertScores(IDataView expected, IDataView found)
    {
        AssertClose(ColumnValues.Scalars<float>(expected, "Score"), ColumnValues.Scalars<float>(found, "Score"));
        AssertClose(ColumnValues.Scalars<float>(expected, "PValue"), ColumnValues.Scalars<float>(found, "PValue"), PValueTolerance);
        AssertClose(
            ColumnValues.Flat(expected, "FeatureScores"),
            ColumnValues.Flat(found, "FeatureScores"));
        Assert.Equal(ColumnValues.Scalars<bool>(expected, "PredictedLabel"), ColumnValues.Scalars<bool>(found, "PredictedLabel"));
    }

    private static IEnumerable<float> Numbers(string field) => field.Split(',').Select(
        bits => BitConverter.UInt32BitsToSingle(uint.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
}
