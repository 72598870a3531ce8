namespace MLNet.Vae.Tests.Onnx;

public class PartGraphTests
{
    public static TheoryData<string> Names => Models.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Encoder_AnyBatch_AgreesWithModel(string name)
    {
        var model = Models.Of(name);
        using var session = new OnnxSession(model.Exported(VaeOnnxGraph.Encoder));
        Assert.Equal(["Embedding", "LogVariance"], session.Outputs.Keys.Order(StringComparer.Ordinal));
        foreach (int rows in new[] { 1, 7, 100 })
        {
            float[] values = Rows.WithExtremes(rows, model, seed: rows);
            Agreement.Encoder(model, values, session.Run("features", values, model.FeatureCount));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Decoder_AnyBatch_AgreesWithModel(string name)
    {
        var model = Models.Of(name);
        using var session = new OnnxSession(model.Exported(VaeOnnxGraph.Decoder));
        Assert.Equal(["Reconstruction"], session.Outputs.Keys);
        foreach (int rows in new[] { 1, 7, 100 })
        {
            float[] latent = Rows.Like(rows, model.LatentDimension, 0, seed: rows);
            float[] expected = new float[rows * model.FeatureCount];
            model.Decode(latent, expected);
            Agreement.Reconstruction(model, session.Run("latent", latent, model.LatentDimension)["Reconstruction"], expected);
        }
    }

    [Theory]
    [InlineData(VaeOnnxGraph.Encoder)]
    [InlineData(VaeOnnxGraph.Decoder)]
    public void Load_PartOfAModel_SaysSo(VaeOnnxGraph graph)
    {
        byte[] file = Models.Of("mixed").Exported(graph);
        var exception = Assert.Throws<VaeModelFormatException>(() => VaeModel.Load(new MemoryStream(file)));
        Assert.Equal("Metadata mlnet.vae.graph", exception.Where);
        Assert.Contains($"found '{graph}'", exception.Message);
    }

    [Fact]
    public void ExportOnnx_UnknownGraph_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Models.Of("mixed").Exported((VaeOnnxGraph)3));
}
