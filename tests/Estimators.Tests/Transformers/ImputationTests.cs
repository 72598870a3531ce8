using Microsoft.ML;
using MLNet.Vae.Tests.Onnx;
using MLNet.Vae.Tests.Support;
using static MLNet.Vae.Tests.Support.Closeness;

namespace MLNet.Vae.Tests.Transformers;

public sealed class ImputationTests
{
    private static readonly float[][] Gaps = [.. Samples.Rows(60, seed: 4).Select((row, i) => WithGap(row, i))];

    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void VaeImpute_NoOptions_IsAModelThatFillsGaps()
    {
        var data = new VectorTable("Features", Samples.Rows(100));
        var simple = _context.Transforms.VaeImpute("Filled", "Features", numberOfEpochs: 2, seed: 1).Fit(data);
        var options = VaeEstimator.Options.ForImputation();
        (options.NumberOfEpochs, options.Seed, options.ImputedColumnName) = (2, 1, "Filled");
        var same = _context.Transforms.VaeImpute(options).Fit(data);
        Assert.Equal(VaeOptions.ForImputation().LatentDimension, simple.Model.LatentDimension);
        Assert.Equal(Filled(simple), Filled(same));
        Assert.Equal(3, _context.Transforms.VaeImpute("F", "Features", latentDimension: 3, numberOfEpochs: 1).Fit(data).Model.LatentDimension);
    }

    [Fact]
    public void Draws_OfASeed_AreTheSameInAnyOrderOfTheRowsAndAfterLoading()
    {
        var imputer = Trained.Detector.AsImputer("Filled", drawSeed: 7);
        var data = new VectorTable("Features", Gaps);
        var expected = ColumnValues.Read(imputer.Transform(data), "Filled");
        var shuffled = ColumnValues.Read(imputer.Transform(data), new System.Random(1), "Filled");
        using var stream = new MemoryStream();
        _context.Model.Save(imputer, data.Schema, stream);
        stream.Position = 0;
        var loaded = ColumnValues.Read(_context.Model.Load(stream, out _).Transform(data), "Filled");
        Assert.Equal(Gaps.Length, expected.Count);
        foreach (var (row, values) in expected)
        {
            Assert.Equal(values[0], shuffled[row][0]);
            Assert.Equal(values[0], loaded[row][0]);
        }
    }

    [Fact]
    public void Draws_OfOtherSeeds_DifferInTheGapsAlone()
    {
        float[][] first = Filled(Trained.Detector.AsImputer("Filled", drawSeed: 1)), second = Filled(Trained.Detector.AsImputer("Filled", drawSeed: 2));
        for (int row = 0; row < Gaps.Length; row++)
        {
            for (int d = 0; d < Samples.FeatureCount; d++)
                Assert.Equal(float.IsNaN(Gaps[row][d]), first[row][d] != second[row][d]);
        }
    }

    [Fact]
    public void ImputationDrawSeed_OfTheOptions_GivesThatDraw()
    {
        var data = new VectorTable("Features", Samples.Rows(100));
        var imputer = _context.Transforms.VaeImpute(new VaeEstimator.Options
        {
            NumberOfEpochs = 2,
            Seed = 1,
            ImputedColumnName = "Filled",
            ImputationDrawSeed = 7,
        }).Fit(data);
        Assert.Equal(Filled(imputer.AsImputer("Filled", drawSeed: 7)), Filled(imputer));
        Assert.NotEqual(Filled(imputer.AsImputer("Filled")), Filled(imputer));
    }

    [Fact]
    public void ConvertToOnnx_Draws_SaysThatNoGraphHasThem()
    {
        var data = new VectorTable("Features", Gaps);
        var refused = Assert.ThrowsAny<Exception>(
            () => _context.Model.ConvertToOnnx(Trained.Detector.AsImputer("Filled", drawSeed: 7), data, new MemoryStream()));
        Assert.Contains("Column 'Filled' has draws of a multiple imputation", refused.ToString());
    }

    [Fact]
    public void MissingSlotOfACategory_IsZeroWhereAnotherIsHotInOnnxToo()
    {
        var random = new System.Random(1);
        float[][] rows = [.. Enumerable.Range(0, 200).Select(_ =>
        {
            float[] row = [0, 0, 0, random.NextSingle()];
            row[random.Next(3)] = 1;
            return row;
        })];
        var options = VaeEstimator.Options.ForImputation();
        (options.NumberOfEpochs, options.ImputedColumnName) = (5, "Filled");
        var data = new VectorTable("Features", rows, categoricalSlots: [0, 2]);
        var imputer = _context.Transforms.VaeImpute(options).Fit(data);
        using var stream = new MemoryStream();
        _context.Model.ConvertToOnnx(imputer, data, stream);
        using var onnx = new OnnxRun(stream.ToArray());

        float[][] gaps = [[float.NaN, 1, 0, 0.5f], [float.NaN, 0, float.NaN, 0.5f], [float.NaN, float.NaN, float.NaN, float.NaN], rows[0]];
        float[][] filled = ColumnValues.Vectors(imputer.Transform(new VectorTable("Features", gaps)), "Filled");
        Assert.Equal([0, 1, 0, 0.5f], filled[0]);
        Assert.Equal((0, 0.5f), (filled[1][1], filled[1][3]));
        Assert.Equal(rows[0], filled[3]);
        AssertClose([.. filled.SelectMany(row => row)], onnx.On(("Id", [.. gaps.Select((_, id) => new float[] { id })]), ("Features", gaps))["Filled.output"]);
    }

    private static float[][] Filled(VaeTransformer imputer) => ColumnValues.Vectors(imputer.Transform(new VectorTable("Features", Gaps)), "Filled");

    private static float[] WithGap(float[] row, int number)
    {
        if (number % 3 > 0)
            row[number % Samples.FeatureCount] = float.NaN;
        return row;
    }
}
