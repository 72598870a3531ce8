using Microsoft.ML;
using MLNet.Vae.Tests.Onnx;
using MLNet.Vae.Tests.Support;
using static MLNet.Vae.Tests.Support.Closeness;

namespace MLNet.Vae.Tests.Pipelines;

/// <summary>Columns that are asked for as Histogram by name, beside one that is not, through everything that ML.NET does with a model.</summary>
public sealed class HistogramPipelineTests
{
    private static readonly string[] Names = ["Age", "Gain", "IsNew"];

    private readonly MLContext _context = new(seed: 1);

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void ConvertToOnnx_GivesTheSame(int operatorSet)
    {
        var data = new VectorTable("Features", Rows(300), slotNames: Names);
        var model = Fit(data);
        Assert.Equal([VaeLikelihood.Gaussian, VaeLikelihood.Histogram, VaeLikelihood.Binary], model.Model.Likelihoods);
        float[][] rows = Strange();
        using var stream = new MemoryStream();
        _context.Model.ConvertToOnnx(model, data, operatorSet, stream);
        using var onnx = new OnnxRun(stream.ToArray());
        var found = onnx.On(("Id", [.. rows.Select((_, id) => new float[] { id })]), ("Features", rows));
        var expected = model.Transform(new VectorTable("Features", rows, slotNames: Names));
        AssertClose(ColumnValues.Scalars<float>(expected, "Score"), found["Score.output"]);
        AssertClose(ColumnValues.Flat(expected, "FeatureScores"), found["FeatureScores.output"]);
    }

    [Fact]
    public void SavedAndPortable_GiveTheSame()
    {
        var data = new VectorTable("Features", Rows(300), slotNames: Names);
        var model = Fit(data);
        var strange = new VectorTable("Features", Strange(), slotNames: Names);
        using MemoryStream saved = new(), portable = new();
        _context.Model.Save(model, data.Schema, saved);
        _context.Model.SavePortable(model, data.Schema, portable);
        saved.Position = 0;
        var loaded = _context.Model.Load(saved, out _);
        float[] expected = ColumnValues.Flat(model.Transform(strange), "FeatureScores");
        Assert.Equal(expected, ColumnValues.Flat(loaded.Transform(strange), "FeatureScores"));
        AssertClose(expected, ColumnValues.Flat(Zip.Load(portable.ToArray()).Transform(strange), "FeatureScores"));
        Assert.Equal(Made(model), Made(loaded.FindVae()));

        static float[] Made(VaeTransformer vae) => ColumnValues.Flat(vae.Generate(50, seed: 2, sampleLikelihood: true), "Features");
    }

    private VaeTransformer Fit(VectorTable data) => _context.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options
    {
        NumberOfEpochs = 20,
        Seed = 1,
        Likelihoods = new Dictionary<string, VaeLikelihood> { ["Gain"] = VaeLikelihood.Histogram },
    }).Fit(data);

    // An age, a gain that is mostly 0, and a bit.
    private static float[][] Rows(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => new[]
        {
            random.Next(18, 80), random.NextDouble() < 0.8 ? 0 : random.Next(100, 20_000), random.NextDouble() < 0.5 ? 0f : 1,
        })];
    }

    // As in training, beyond the bins on both sides, far out, and missing.
    private static float[][] Strange()
    {
        float[][] rows = Rows(20);
        float[] gains = [-5000, 30_000, 1e9f, float.PositiveInfinity, float.NaN];
        for (int i = 0; i < gains.Length; i++)
            rows[i][1] = gains[i];
        return rows;
    }
}
