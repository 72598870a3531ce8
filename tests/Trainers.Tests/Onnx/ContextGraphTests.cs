using MLNet.Vae.Onnx.Files;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>Models with a context as files: the second input of each graph, and the way back.</summary>
public class ContextGraphTests
{
    private const int Features = ContextModels.Features, Context = ContextModels.Context;

    public static TheoryData<string> Names => ContextModels.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Scorer_AnyBatchWithExtremes_AgreesWithModel(string name)
    {
        var model = ContextModels.Of(name);
        using var session = new OnnxSession(model.Saved());
        foreach (int rows in new[] { 1, 7, 500 })
        {
            float[] values = Rows.WithExtremes(rows, model, seed: rows), context = ContextModels.Contexts(rows, seed: rows);
            Agreement.Scorer(model, values, session.Run("features", values, Features, context, Context), context);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parts_AnyBatch_AgreeWithModel(string name)
    {
        var model = ContextModels.Of(name);
        using OnnxSession encoder = new(model.Exported(VaeOnnxGraph.Encoder)), decoder = new(model.Exported(VaeOnnxGraph.Decoder));
        float[] values = Rows.WithExtremes(20, model, seed: 5), context = ContextModels.Contexts(20, seed: 6);
        Agreement.Encoder(model, values, encoder.Run("features", values, Features, context, Context), context);

        float[] latent = Rows.Like(20, model.LatentDimension, 0, seed: 7), expected = new float[20 * Features];
        model.Decode(latent, context, expected);
        Agreement.Reconstruction(
            model, decoder.Run("latent", latent, model.LatentDimension, context, Context)["Reconstruction"], expected);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_OperatorSet11_GivesTheSame(string name)
    {
        var model = ContextModels.Of(name);
        float[] values = Rows.WithExtremes(40, model, seed: 3), context = ContextModels.Contexts(40, seed: 3);
        using var stream = new MemoryStream();
        ModelFile.Create(model.Fitted, VaeOnnxGraph.Scorer, operatorSet: 11).WriteTo(stream);
        using OnnxSession session = new(model.Saved()), other = new(stream.ToArray());
        var found = other.Run("features", values, Features, context, Context);
        Assert.All(session.Run("features", values, Features, context, Context), output => Assert.Equal(output.Value, found[output.Key]));
    }

    [Theory]
    [InlineData("mixed", float.NaN)]
    [InlineData("mixed", float.PositiveInfinity)]
    [InlineData("deterministic", float.NaN)]
    [InlineData("importance weighted", float.NegativeInfinity)]
    public void Run_MissingContext_IsAnAnomalyAndDoesNotTouchOtherRows(string name, float value)
    {
        var model = ContextModels.Of(name);
        using var session = new OnnxSession(model.Saved());
        float[] values = Rows.Like(3, 4, 3, seed: 1), context = ContextModels.Contexts(3, seed: 1);
        var whole = session.Run("features", values, Features, context, Context);
        context[Context + 1] = value;
        var lacking = session.Run("features", values, Features, context, Context);
        Assert.Equal([whole["Score"][0], float.MaxValue, whole["Score"][2]], lacking["Score"]);
        Assert.Equal(1, lacking["PredictedLabel"][1]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_SavedModel_GivesEveryResultToTheBit(string name)
    {
        var model = ContextModels.Of(name);
        var loaded = VaeModel.Load(new MemoryStream(model.Saved()));
        Assert.Equal(Context, loaded.ContextCount);
        Assert.Equal(model.Saved(), loaded.Saved());
        float[] values = Rows.WithExtremes(50, model, seed: 2), context = ContextModels.Contexts(50, seed: 2);
        foreach (var result in new Action<VaeModel, float[]>[]
        {
            (m, to) => m.Score(values, context, new float[50], to),
            (m, to) => m.Reconstruct(values, context, to),
            (m, to) => m.Generate(context, to, 3, sampleLikelihood: true),
        })
        {
            float[] expected = new float[values.Length], found = new float[values.Length];
            result(model, expected);
            result(loaded, found);
            Close.ToTheBit(expected, found);
        }
    }

    [Theory]
    [InlineData(null, "Initializer encoder.0.weight")]
    [InlineData("3", "Initializer context_mean")]
    [InlineData("0", "Metadata mlnet.vae.context_count")]
    [InlineData("2147483647", "Metadata mlnet.vae.context_count")]
    [InlineData("2000000000", "Metadata mlnet.vae.feature_count, mlnet.vae.latent_dimension and mlnet.vae.hidden_layers")]
    public void Load_ForgedContextCount_IsRefused(string? count, string where)
    {
        byte[] forged = Forgery.Metadata(ContextModels.Of("mixed").Saved(), "mlnet.vae.context_count", count);
        Assert.Equal(where, Assert.Throws<VaeModelFormatException>(() => VaeModel.Load(new MemoryStream(forged))).Where);
    }
}
