using System.Globalization;
using Microsoft.ML;
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
        })
        {
            var data = new VectorTable("Features", Rows);
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
    public void Scores_CanBeEvaluated()
    {
        var detector = _context.Transforms.Concatenate("Features", "Age", "Dose", "Others")
            .Append(_context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 60))
            .Fit(_context.Data.LoadFromEnumerable(Patient.Make(300, odd: 0)));
        var test = _context.Data.LoadFromEnumerable(Patient.Make(200, odd: 20));
        var features = detector.First().Transform(test);

        var expected = _context.AnomalyDetection.Evaluate(detector.Transform(test), "Label");
        var found = _context.AnomalyDetection.Evaluate(Portable(detector.LastTransformer).Transform(features), "Label");
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
        Trained.Detector.SavePortable(path, "Embedding");
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

        Assert.Throws<ArgumentException>(() => Trained.Detector.SavePortable(path, embeddingColumnName: ""));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["portable.zip"], folder.Names());
    }

    private static ITransformer Portable(VaeTransformer transformer)
    {
        using var stream = new MemoryStream();
        transformer.SavePortable(stream);
        return Zip.Load(stream.ToArray());
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
