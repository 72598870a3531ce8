using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Pipelines;
using MLNet.Vae.Tests.Support;
using static MLNet.Vae.Tests.Support.Closeness;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>Whole pipelines through <c>mlContext.Model.ConvertToOnnx</c>: ONNX Runtime gives what ML.NET gives.</summary>
public sealed class ConvertToOnnxTests
{
    private readonly MLContext _context = new(seed: 1);

    public static TheoryData<int> OperatorSets => [11, 12];

    [Theory]
    [MemberData(nameof(OperatorSets))]
    public void NormalizedEncodedAndClusteredRows_AreThoseOfMlNet(int operatorSet)
    {
        var data = new VectorTable("Features", Samples.Rows(200));
        var model = _context.Transforms.NormalizeMinMax("Features")
            .Append(_context.Transforms.VaeEncode("Embedding", "Features", latentDimension: 3, numberOfEpochs: 20))
            .Append(_context.Clustering.Trainers.KMeans("Embedding", numberOfClusters: 3))
            .Fit(data);
        using var onnx = Convert(model, data, operatorSet);
        var expected = model.Transform(data);
        var found = onnx.On(("Id", Ids(200)), ("Features", Samples.Rows(200)));

        AssertClose(ColumnValues.Flat(expected, "Embedding"), found["Embedding.output"]);
        AssertClose(ColumnValues.Flat(expected, "Score"), found["Score.output"]);
        // ML.NET converts its clusters 1, 2, … to 0, 1, …
        Assert.Equal(ColumnValues.Scalars<uint>(expected, "PredictedLabel").Select(key => key - 1f), found["PredictedLabel.output"]);
    }

    [Theory]
    [MemberData(nameof(OperatorSets))]
    public void ConcatenatedAndScoredRows_AreThoseOfMlNet(int operatorSet)
    {
        var patients = Patient.Make(200, anomalous: 20).ToArray();
        var data = _context.Data.LoadFromEnumerable(patients);
        var model = _context.Transforms.Concatenate("Features", "Age", "Dose", "Others")
            .Append(_context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 20))
            .Fit(data);
        using var onnx = Convert(model, data, operatorSet);
        var found = onnx.On(
            ("Age", [.. patients.Select(patient => new[] { patient.Age })]),
            ("Dose", [.. patients.Select(patient => new[] { patient.Dose })]),
            ("Others", [.. patients.Select(patient => patient.Others)]),
            ("Label", [.. patients.Select(patient => new[] { patient.Label })]));

        AssertScores(model.Transform(data), found, model.LastTransformer.Model.Threshold);
    }

    [Fact]
    public void MissingValuesAndInfinity_AreScoredAsByMlNet()
    {
        float[][] rows = Samples.Rows(200);
        rows[0][1] = float.NaN;
        rows[1] = [.. rows[1].Select(_ => float.NaN)];
        rows[2][3] = float.PositiveInfinity;
        rows[3][3] = -1e19f;
        using var onnx = Convert(Trained.Detector, Trained.Data, operatorSet: 12);

        AssertScores(
            Trained.Detector.Transform(new VectorTable("Features", rows)),
            onnx.On(("Id", Ids(200)), ("Features", rows)),
            Trained.Detector.Model.Threshold);
    }

    [Fact]
    public void EveryViewOfOneModel_AndItsDecoder_CanBeInOneChain()
    {
        var decoder = _context.Transforms.VaeDecode(Trained.Detector.Model, "Decoded", "E");
        var model = new TransformerChain<ITransformer>(
            Trained.Detector,
            Trained.Detector.AsReconstructor("R"),
            Trained.Detector.AsImputer("I"),
            Trained.Detector.AsFeaturizer("E"),
            decoder.Fit(Trained.Detector.AsFeaturizer("E").Transform(Trained.Data)),
            Trained.Detector.AsReconstructor("Features")); // hides the input
        using var onnx = Convert(model, Trained.Data, operatorSet: 12);
        float[][] rows = Samples.Rows(200);
        rows[0][1] = rows[1][4] = float.NaN;
        var expected = model.Transform(new VectorTable("Features", rows));
        var found = onnx.On(("Id", Ids(200)), ("Features", rows));

        AssertScores(expected, found, Trained.Detector.Model.Threshold);
        foreach (string name in new[] { "E", "R", "I", "Decoded", "Features" })
            AssertClose(ColumnValues.Flat(expected, name), found[$"{name}.output"]);
    }

    [Fact]
    public void InputOfTwoDimensions_IsReconstructedInThem()
    {
        var rows = Samples.Rows(50);
        var data = _context.Data.LoadFromEnumerable(rows.Select(row => new Picture { Pixels = row }));
        var detector = _context.AnomalyDetection.Trainers.Vae("Pixels", numberOfEpochs: 5).Fit(data);
        var model = new TransformerChain<ITransformer>(detector, detector.AsFeaturizer("E"), detector.AsReconstructor("R"));
        using var onnx = Convert(model, data, operatorSet: 12);
        var expected = model.Transform(data);
        var found = onnx.On([2, Samples.FeatureCount / 2], ("Pixels", rows));

        AssertScores(expected, found, detector.Model.Threshold);
        foreach (string name in new[] { "E", "R" })
            AssertClose(ColumnValues.Flat(expected, name), found[$"{name}.output"]);
        Assert.Equal([-1, 2, Samples.FeatureCount / 2], onnx.Shape("R.output"));
    }

    [Fact]
    public void ColumnsNamedAsPartsOfTheGraph_AreNotMixedUpWithThem()
    {
        var data = new VectorTable("threshold", Samples.Rows(50));
        var model = _context.Transforms.CopyColumns("feature_mean", "Id")
            .Append(_context.AnomalyDetection.Trainers.Vae("threshold", numberOfEpochs: 1))
            .Append(_context.Transforms.CopyColumns("Again", "feature_mean"))
            .Fit(data);
        using var onnx = Convert(model, data, operatorSet: 12);

        Assert.Equal(Ids(50).Select(row => row[0]), onnx.On(("Id", Ids(50)), ("threshold", Samples.Rows(50)))["Again.output"]);
    }

    private OnnxRun Convert(ITransformer model, IDataView data, int operatorSet)
    {
        using var stream = new MemoryStream();
        _context.Model.ConvertToOnnx(model, data, operatorSet, stream);
        return new OnnxRun(stream.ToArray());
    }

    private static void AssertScores(IDataView expected, Dictionary<string, float[]> found, float threshold)
    {
        float[] scores = ColumnValues.Scalars<float>(expected, "Score");
        AssertClose(scores, found["Score.output"]);
        AssertClose(ColumnValues.Flat(expected, "FeatureScores"), found["FeatureScores.output"]);
        AssertClose(ColumnValues.Scalars<float>(expected, "PValue"), found["PValue.output"], PValueTolerance);
        Assert.Equal(found["Score.output"].Select(score => score > threshold ? 1f : 0f), found["PredictedLabel.output"]);
    }

    private sealed class Picture
    {
        [VectorType(2, Samples.FeatureCount / 2)]
        public float[] Pixels { get; set; } = [];
    }

    private static float[][] Ids(int count) => [.. Enumerable.Range(0, count).Select(id => new float[] { id })];
}
