using MLNet.Vae.Onnx.Files;
using MLNet.Vae.Onnx.Proto;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>Convolutional models in ONNX Runtime and in files. The weights are random: what trains them is another package's.</summary>
public class ConvolutionGraphTests
{
    public static TheoryData<ImageLayout, int> Graphs =>
        new MatrixTheoryData<ImageLayout, int>([ImageLayout.ChannelsLast, ImageLayout.ChannelsFirst], [11, 12, ModelFile.OperatorSet]);

    // Sides that are even and odd, so that the zeros around are, too; a pixel that never changed; gaps, which are filled by the graph.
    [Theory]
    [MemberData(nameof(Graphs))]
    public void Run_AnyBatchWithExtremes_AgreesWithModel(ImageLayout layout, int operatorSet)
    {
        var model = ConvolutionalModels.Create(layout);
        using var stream = new MemoryStream();
        ModelFile.Create(model.Fitted, VaeOnnxGraph.Scorer, operatorSet: operatorSet).WriteTo(stream);
        using var session = new OnnxSession(stream.ToArray());
        foreach (int rows in new[] { 1, 7, 50 })
        {
            float[] values = RandomModel.Rows(rows, model.FeatureCount, seed: rows);
            Agreement.Scorer(model, values, session.Run("features", values, model.FeatureCount));
        }
    }

    // The convolutions that fill gaps get no row at all.
    [Fact]
    public void Run_NoRowHasAGap_AgreesWithModel()
    {
        var model = ConvolutionalModels.Create(ImageLayout.ChannelsLast);
        using var session = new OnnxSession(model.Saved());
        float[] values = [.. RandomModel.Rows(5, model.FeatureCount, seed: 1, infinite: false).Select(value => float.IsNaN(value) ? 0 : value)];
        Agreement.Scorer(model, values, session.Run("features", values, model.FeatureCount));
    }

    [Fact]
    public void Run_NoRows_GivesNone()
    {
        var model = ConvolutionalModels.Create(ImageLayout.ChannelsFirst);
        using var session = new OnnxSession(model.Saved());
        Assert.All(session.Run("features", [], model.FeatureCount), output => Assert.Empty(output.Value));
    }

    [Fact]
    public void Decoder_AgreesWithModel()
    {
        var model = ConvolutionalModels.Create(ImageLayout.ChannelsLast);
        using var session = new OnnxSession(model.Exported(VaeOnnxGraph.Decoder));
        float[] latent = new Numbers(1).Normals(7 * model.LatentDimension), expected = new float[7 * model.FeatureCount];
        model.Decode(latent, expected);
        Agreement.Reconstruction(model, session.Run("latent", latent, model.LatentDimension)["Reconstruction"], expected);
    }

    [Theory]
    [InlineData(ImageLayout.ChannelsLast)]
    [InlineData(ImageLayout.ChannelsFirst)]
    public void Load_SavedModel_GivesEveryResultToTheBit(ImageLayout layout)
    {
        var model = ConvolutionalModels.Create(layout);
        var loaded = VaeModel.Load(new MemoryStream(model.Saved()));
        float[] values = RandomModel.Rows(30, model.FeatureCount, seed: 2);
        float[] expected = new float[30], found = new float[30];
        model.Score(values, expected);
        loaded.Score(values, found);
        Close.ToTheBit(expected, found);
        Assert.Equal(model.Saved(), loaded.Saved());
        var architecture = Assert.IsType<ConvolutionalArchitecture>(loaded.Architecture);
        Assert.Equal((7, 10, 3, layout, 3, 2), (
            architecture.Height, architecture.Width, architecture.Channels, architecture.Layout, architecture.KernelSize, architecture.Stride));
        Assert.Equal([5, 20], architecture.Filters);
    }

    [Fact]
    public void Encode_ConstantPixelChanged_IsAsBefore()
    {
        var model = ConvolutionalModels.Create(ImageLayout.ChannelsLast);
        float[] row = RandomModel.Rows(1, model.FeatureCount, seed: 3, infinite: false), expected = new float[2], found = new float[2];
        model.Encode(row, expected);
        row[4] = 77;
        model.Encode(row, found);
        Close.ToTheBit(expected, found);
    }

    [Fact]
    public void Score_ManyRows_AreThoseOfEachAlone()
    {
        var model = ConvolutionalModels.Create(ImageLayout.ChannelsFirst);
        float[] rows = RandomModel.Rows(30, model.FeatureCount, seed: 4), together = new float[30], alone = new float[1];
        model.Score(rows, together);
        for (int row = 0; row < together.Length; row++)
        {
            model.Score(rows.AsSpan(row * model.FeatureCount, model.FeatureCount), alone);
            Close.ToTheBit([together[row]], alone);
        }
    }

    [Fact]
    public void Score_AgainAndAgain_AllocatesNothing()
    {
        var model = ConvolutionalModels.Create(ImageLayout.ChannelsLast);
        float[] row = RandomModel.Rows(1, model.FeatureCount, seed: 5), score = new float[1];
        model.Score(row, score);
        Assert.Equal(0, Allocated.Least(() => model.Score(row, score)));
    }

    [Theory]
    [InlineData("image", "7,10", "found '7,10'; expected height, width and channels")]
    [InlineData("image", "7,10,4", "the network is convolutional over images of 7 × 10 × 4, which is height × width × channels = 280 features; the rows have 210.")]
    [InlineData("image", null, "Initializer encoder.0.weight: it holds 540 bytes")]
    [InlineData("image_layout", "Sideways", "found 'Sideways'; expected one of ChannelsLast, ChannelsFirst.")]
    [InlineData("image_layout", null, "it is missing")]
    [InlineData("filters", "", "There are none; expected at least one layer's.")]
    [InlineData("filters", "5,20,20,20,20,20", "expected at most 4")]
    [InlineData("filters", "65536,20", "a network of these sizes does not fit")]
    [InlineData("kernel_size", "1", "It is 1; expected 2 to 10")]
    [InlineData("stride", "65", "expected 1 to 10")]
    [InlineData("context_count", "2", "which takes no context; the rows have one")]
    public void Load_ImageThatDoesNotFit_SaysWhat(string key, string? value, string what)
    {
        byte[] file = ConvolutionalModels.Create(ImageLayout.ChannelsLast).Saved();
        byte[] forged = key == "context_count"
            ? Forgery.InModel(file, new ProtoMessage().Add(OnnxFields.Model.Metadata, new ProtoMessage()
                .Add(OnnxFields.MetadataEntry.Key, "mlnet.vae.context_count").Add(OnnxFields.MetadataEntry.Value, value!)))
            : Forgery.Metadata(file, $"mlnet.vae.{key}", value);
        Assert.Contains(what, Assert.Throws<VaeModelFormatException>(() => VaeModel.Load(new MemoryStream(forged))).Message);
    }
}
