using Microsoft.ML;
using MLNet.Vae.Tests.Onnx;
using MLNet.Vae.Tests.Support;
using static MLNet.Vae.Tests.Support.Closeness;

namespace MLNet.Vae.Tests.Pipelines;

/// <summary>A column whose likelihood is asked for by name, beside others that are not, through everything that ML.NET does with a model.</summary>
public sealed class LikelihoodPipelineTests
{
    private static readonly string[] Names = ["Age", "Gain", "IsNew"];

    private readonly MLContext _context = new(seed: 1);

    public static TheoryData<VaeLikelihood> ByHand =>
        [VaeLikelihood.StudentT, VaeLikelihood.Count, VaeLikelihood.LogNormal, VaeLikelihood.Bernoulli, VaeLikelihood.Histogram];

    public static TheoryData<VaeLikelihood, int> ByHandAndOperatorSet => [.. ByHand.SelectMany(row => new[] { (row.Data, 11), (row.Data, 12) })];

    [Theory]
    [MemberData(nameof(ByHandAndOperatorSet))]
    public void ConvertToOnnx_GivesTheSame(VaeLikelihood likelihood, int operatorSet)
    {
        var data = new VectorTable("Features", Rows(300, likelihood), slotNames: Names);
        var model = Fit(data, likelihood);
        Assert.Equal([VaeLikelihood.Gaussian, likelihood, VaeLikelihood.Binary], model.Model.Likelihoods);
        float[][] rows = Strange(likelihood);
        using var stream = new MemoryStream();
        _context.Model.ConvertToOnnx(model, data, operatorSet, stream);
        using var onnx = new OnnxRun(stream.ToArray());
        var found = onnx.On(("Id", [.. rows.Select((_, id) => new float[] { id })]), ("Features", rows));
        var expected = model.Transform(new VectorTable("Features", rows, slotNames: Names));
        AssertClose(ColumnValues.Scalars<float>(expected, "Score"), found["Score.output"]);
        AssertClose(ColumnValues.Flat(expected, "FeatureScores"), found["FeatureScores.output"]);
    }

    [Theory]
    [MemberData(nameof(ByHand))]
    public void SavedAndPortable_GiveTheSame(VaeLikelihood likelihood)
    {
        var data = new VectorTable("Features", Rows(300, likelihood), slotNames: Names);
        var model = Fit(data, likelihood);
        var strange = new VectorTable("Features", Strange(likelihood), slotNames: Names);
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

    private VaeTransformer Fit(VectorTable data, VaeLikelihood likelihood) => _context.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options
    {
        NumberOfEpochs = 20,
        Seed = 1,
        Likelihoods = new Dictionary<string, VaeLikelihood> { ["Gain"] = likelihood },
    }).Fit(data);

    // An age, a gain that is mostly 1 and at most 20,000 (at most 1 where the likelihood takes no more), and a bit.
    private static float[][] Rows(int count, VaeLikelihood likelihood)
    {
        var random = new Random(count);
        float unit = likelihood == VaeLikelihood.Bernoulli ? 20_000 : 1;
        return [.. Enumerable.Range(0, count).Select(_ => new[]
        {
            random.Next(18, 80), (random.NextDouble() < 0.8 ? 1 : random.Next(100, 20_000)) / unit, random.NextDouble() < 0.5 ? 0f : 1,
        })];
    }

    // As in training, beyond its values on both sides, far out, and missing.
    private static float[][] Strange(VaeLikelihood likelihood)
    {
        float[][] rows = Rows(20, likelihood);
        float[] gains = [-5000, 30_000, 1e9f, float.PositiveInfinity, float.NaN];
        for (int i = 0; i < gains.Length; i++)
            rows[i][1] = gains[i];
        return rows;
    }
}
