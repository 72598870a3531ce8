using MLNet.Vae.Onnx.Files;

namespace MLNet.Vae.Tests.Onnx;

public class ScorerGraphTests
{
    public static TheoryData<string> Names => Models.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_AnyBatchWithExtremes_AgreesWithModel(string name)
    {
        var model = Models.Of(name);
        using var session = new OnnxSession(model.Saved());
        foreach (int rows in new[] { 1, 7, 1000 })
        {
            float[] values = Rows.WithExtremes(rows, model, seed: rows);
            Agreement.Scorer(model, values, session.Run("features", values, model.FeatureCount));
        }
    }

    [Theory]
    [InlineData("gaussian", float.NaN)]
    [InlineData("gaussian", 1e19f)]
    [InlineData("gaussian", -1e19f)]
    [InlineData("gaussian", float.PositiveInfinity)]
    [InlineData("gaussian", float.NegativeInfinity)]
    [InlineData("mixed", float.NaN)]
    [InlineData("mixed", float.NegativeInfinity)]
    [InlineData("importance weighted", float.NaN)]
    [InlineData("importance weighted", float.PositiveInfinity)]
    [InlineData("deterministic", float.NaN)]
    [InlineData("deterministic", float.PositiveInfinity)]
    public void Run_NothingElseInTheRow_AgreesWithModel(string name, float value)
    {
        var model = Models.Of(name);
        using var session = new OnnxSession(model.Saved());
        float[] values = new float[3 * model.FeatureCount];
        values.AsSpan().Fill(value);
        Agreement.Scorer(model, values, session.Run("features", values, model.FeatureCount));
    }

    // 11 and 12 are what ML.NET's converter writes with the same graph builder.
    [Theory]
    [MemberData(nameof(Names))]
    public void Run_OperatorSets11And12_GivesTheSame(string name)
    {
        var model = Models.Of(name);
        float[] values = Rows.WithExtremes(40, model, seed: 3);
        using var session = new OnnxSession(model.Saved());
        var expected = session.Run("features", values, model.FeatureCount);
        foreach (int operatorSet in new[] { 11, 12 })
        {
            using var stream = new MemoryStream();
            ModelFile.Create(model.Fitted, VaeOnnxGraph.Scorer, operatorSet: operatorSet).WriteTo(stream);
            using var other = new OnnxSession(stream.ToArray());
            var found = other.Run("features", values, model.FeatureCount);
            Assert.All(expected, output => Assert.Equal(output.Value, found[output.Key]));
        }
    }

    [Fact]
    public void Run_NoRows_GivesNone()
    {
        var model = Models.Of("mixed");
        using var session = new OnnxSession(model.Saved());
        Assert.All(session.Run("features", [], model.FeatureCount), output => Assert.Empty(output.Value));
    }

    [Fact]
    public void Outputs_AreMatricesOfAnyNumberOfRows()
    {
        var model = Models.Of("mixed");
        using var session = new OnnxSession(model.Saved());
        Assert.Equal([-1, 7], session.Inputs["features"].Dimensions);
        Assert.Equal(
            "Embedding [-1, 3]; FeatureScores [-1, 7]; LogVariance [-1, 3]; PValue [-1, 1]; PredictedLabel [-1, 1]; " +
            "Reconstruction [-1, 7]; Score [-1, 1]",
            string.Join("; ", session.Outputs.Select(Declaration).Order(StringComparer.Ordinal)));
        Assert.Equal(typeof(bool), session.Outputs["PredictedLabel"].ElementType);

        static string Declaration(KeyValuePair<string, Microsoft.ML.OnnxRuntime.NodeMetadata> output) =>
            $"{output.Key} [{string.Join(", ", output.Value.Dimensions)}]";
    }

    // A feature whose deviation is near the end of float32: a reconstruction beyond it stays at its end.
    [Fact]
    public void Run_HugeUnits_ReconstructionsAreFinite()
    {
        float[] training = [.. Rows.Like(200, 2, 0, seed: 1).Select((value, i) => i % 2 == 0 ? value * 1e38f : value)];
        var options = new VaeOptions { NumberOfEpochs = 100 };
        var model = VaeModel.Fit(training, 2, options, cancellationToken: TestContext.Current.CancellationToken);
        using var session = new OnnxSession(model.Saved());
        float[] values = [1e38f, 1, float.PositiveInfinity, 1e19f, float.NegativeInfinity, float.NaN];
        var outputs = session.Run("features", values, 2);
        Agreement.Scorer(model, values, outputs);
        float[] farOut = new float[2];
        model.Decode([1e30f], farOut);
        Assert.Equal(float.MaxValue, Math.Abs(farOut[0]));
    }

    // Weights near the end of float32, so that the activations overflow: what the model gives is finite, and so is the graph's.
    [Theory]
    [InlineData(VaeScoreBound.Elbo)]
    [InlineData(VaeScoreBound.ImportanceWeighted)]
    public void Run_ActivationsOverflow_ScoresAreFinite(VaeScoreBound bound)
    {
        var fitted = Models.Of("deep").Fitted;
        float[] parameters = [.. fitted.Weights.Parameters.ToArray().Select(parameter => parameter * 1e8f)];
        var model = new VaeModel(fitted with { Weights = fitted.Weights with { Parameters = parameters, ScoreBound = bound } });
        using var session = new OnnxSession(model.Saved());
        float[] values = Rows.WithExtremes(100, model, seed: 4);
        var outputs = session.Run("features", values, model.FeatureCount);
        float[] scores = new float[100], featureScores = new float[values.Length];
        model.Score(values, scores, featureScores);
        foreach (float[] numbers in new[] { scores, featureScores, outputs["Score"], outputs["FeatureScores"], outputs["PValue"] })
            Assert.All(numbers, number => Assert.True(float.IsFinite(number)));
    }
}
