using Microsoft.ML;
using MLNet.Vae.Data;
using MLNet.Vae.Tests.Onnx;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Views;
using static MLNet.Vae.Tests.Support.Closeness;

namespace MLNet.Vae.Tests.Pipelines;

/// <summary>
/// A convolutional model in ML.NET: saved, converted, portable. It is one that the engine's tests keep, because training one takes libtorch.
/// </summary>
public sealed class ConvolutionPipelineTests
{
    private const int FeatureCount = 7 * 10 * 3;

    private static readonly VectorTable Images = new("Features", Rows(20));

    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void SavedAndLoaded_GivesTheSame()
    {
        using var stream = new MemoryStream();
        _context.Model.Save(Scorer(), Images.Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out _);
        Assert.Equal(
            ColumnValues.Scalars<float>(Scorer().Transform(Images), "Score"), ColumnValues.Scalars<float>(loaded.Transform(Images), "Score"));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void ConvertedToOnnx_GivesTheSame(int operatorSet)
    {
        using var stream = new MemoryStream();
        _context.Model.ConvertToOnnx(Scorer(), Images, operatorSet, stream);
        using var onnx = new OnnxRun(stream.ToArray());
        var found = onnx.On(("Id", [.. Enumerable.Range(0, 20).Select(i => new[] { (float)i })]), ("Features", Rows(20)));
        var expected = Scorer().Transform(Images);
        AssertClose(ColumnValues.Scalars<float>(expected, "Score"), found["Score.output"]);
        AssertClose(ColumnValues.Flat(expected, "FeatureScores"), found["FeatureScores.output"]);
    }

    [Fact]
    public void SavedPortable_GivesTheSame()
    {
        using var stream = new MemoryStream();
        _context.Model.SavePortable(Scorer(), Images.Schema, stream);
        AssertClose(
            ColumnValues.Scalars<float>(Scorer().Transform(Images), "Score"),
            ColumnValues.Scalars<float>(Zip.Load(stream.ToArray()).Transform(Images), "Score"));
    }

    // These tests have TorchSharp's managed part alone.
    [Fact]
    public void Fit_WithoutLibtorch_NamesThePackage()
    {
        var error = Assert.Throws<InvalidOperationException>(() => _context.AnomalyDetection.Trainers.Vae(Options(7, 10, 3)).Fit(Images));
        Assert.StartsWith("Architecture is convolutional over images of 7 × 10 × 3, which TorchSharp alone trains, but ", error.Message);
    }

    [Fact]
    public void Fit_OtherNumberOfSlots_SaysFoundAndExpected()
    {
        var error = Assert.Throws<ArgumentException>(() => _context.Transforms.VaeEncode(Options(28, 28, 1)).Fit(Images));
        Assert.StartsWith(
            "Architecture is convolutional over images of 28 × 28 × 1, which is height × width × channels = 784 features; the rows have 210.", error.Message);
    }

    private static VaeEstimator.Options Options(int height, int width, int channels) =>
        new() { Architecture = VaeArchitecture.Convolutional(height, width, channels) };

    private static VaeTransformer Scorer() => new(
        VaeModel.Load(Path.Combine(AppContext.BaseDirectory, "convolutional.onnx")),
        FeatureInput.Create(new InputColumn(VaeTransformer.Role, "Features"), Images.Schema["Features"], reorderSlots: false),
        context: null,
        [new AnomalyScorerView()]);

    // Some values are missing.
    private static float[][] Rows(int count)
    {
        var random = new System.Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => (float[])[.. Enumerable.Range(0, FeatureCount)
            .Select(slot => random.Next(10) == 0 ? float.NaN : slot % 2 == 0 ? slot + slot * random.NextSingle() : random.NextSingle())])];
    }
}
