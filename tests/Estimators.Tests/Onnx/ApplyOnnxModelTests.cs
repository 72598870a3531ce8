using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Support;
using static MLNet.Vae.Tests.Support.Closeness;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>Our exported graphs in ML.NET's OnnxTransformer.</summary>
public sealed class ApplyOnnxModelTests
{
    private static readonly float[][] Rows = Samples.Rows(40, seed: 5);

    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void ScorerGraph_GivesTheModelsColumns()
    {
        var scored = Trained.Detector.Transform(new VectorTable("Features", Rows));
        var found = Apply(VaeOnnxGraph.Scorer, "features", Rows, "Score", "FeatureScores", "Embedding", "PredictedLabel");

        AssertClose(ColumnValues.Scalars<float>(scored, "Score"), ColumnValues.Flat(found, "Score"));
        AssertClose(ColumnValues.Flat(scored, "FeatureScores"), ColumnValues.Flat(found, "FeatureScores"));
        var encoded = Trained.Detector.AsFeaturizer("E").Transform(new VectorTable("Features", Rows));
        AssertClose(ColumnValues.Flat(encoded, "E"), ColumnValues.Flat(found, "Embedding"));
        Assert.Equal(
            ColumnValues.Scalars<bool>(scored, "PredictedLabel"),
            found.GetColumn<VBuffer<bool>>("PredictedLabel").Select(flag => flag.DenseValues().Single()));
    }

    [Fact]
    public void DecoderGraph_GivesTheModelsFeatures()
    {
        float[][] latent = [.. Rows.Select(row => row[..Trained.Detector.Model.LatentDimension])];
        var decoded = _context.Transforms.VaeDecode(Trained.Detector.Model, "Decoded", "latent")
            .Fit(new VectorTable("latent", latent))
            .Transform(new VectorTable("latent", latent));
        var found = Apply(VaeOnnxGraph.Decoder, "latent", latent, "Reconstruction");

        AssertClose(ColumnValues.Flat(decoded, "Decoded"), ColumnValues.Flat(found, "Reconstruction"));
    }

    [Fact]
    public void FeatureNames_BecomeSlotNames()
    {
        var found = Apply(VaeOnnxGraph.Scorer, "features", Rows, "FeatureScores", "Reconstruction", "Embedding", "Score").Schema;

        Assert.Equal(Samples.SlotNames, ColumnValues.SlotNames(found["FeatureScores"]));
        Assert.Equal(Samples.SlotNames, ColumnValues.SlotNames(found["Reconstruction"]));
        Assert.Equal(["z0", "z1", "z2"], ColumnValues.SlotNames(found["Embedding"])!);
        Assert.Null(ColumnValues.SlotNames(found["Score"]));
    }

    private IDataView Apply(VaeOnnxGraph graph, string input, float[][] rows, params string[] outputs)
    {
        using var folder = new TemporaryFolder();
        using (var file = File.Create(folder.File("vae.onnx")))
            Trained.Detector.Model.ExportOnnx(file, graph, Trained.Detector.SlotNames);
        var data = new VectorTable(input, rows);
        return _context.Transforms.ApplyOnnxModel(outputs, [input], folder.File("vae.onnx")).Fit(data).Transform(data);
    }
}
