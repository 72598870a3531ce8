using MLNet.Vae.Model;
using MLNet.Vae.Parts.Layers;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Model;

public class ArchitectureTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(6, 3)]
    [InlineData(15, 7)]
    [InlineData(16, 8)]
    [InlineData(256, 8)]
    [InlineData(257, 10)]
    [InlineData(768, 32)]
    [InlineData(100_000, 32)]
    public void From_NoLatentDimensionGiven_HalfTheFeaturesAtMostEightOrATwentyFourthOfMany(int features, int latent) =>
        Assert.Equal(latent, NetworkArchitecture.From(new VaeOptions(), features, 100).LatentDimension);

    [Theory]
    [InlineData(256, 2047, new[] { 64, 32 })]
    [InlineData(257, 2047, new[] { 128, 64 })]
    [InlineData(1, 2048, new[] { 128, 64 })]
    public void From_NoHiddenLayersGiven_WiderOnesForManyFeaturesOrRows(int features, int rows, int[] widths) =>
        Assert.Equal(widths, NetworkArchitecture.From(new VaeOptions(), features, rows).HiddenLayers);

    [Fact]
    public void From_LatentDimensionGiven_IsTaken() =>
        Assert.Equal(11, NetworkArchitecture.From(new VaeOptions { LatentDimension = 11 }, 5, 100).LatentDimension);

    [Fact]
    public void Layers_TwoHidden_TheDecoderMirrorsTheEncoder()
    {
        var architecture = new NetworkArchitecture(9, 3, [7, 5], VaeActivation.Silu);
        Assert.Equal([new LinearShape(9, 7, true), new LinearShape(7, 5, true), new LinearShape(5, 6, false)], architecture.EncoderLayers);
        Assert.Equal([new LinearShape(3, 5, true), new LinearShape(5, 7, true), new LinearShape(7, 9, false)], architecture.DecoderLayers);
    }

    [Fact]
    public void Layers_NoneHidden_OneLinearMapEachWay()
    {
        var architecture = new NetworkArchitecture(9, 3, [], VaeActivation.Silu);
        Assert.Equal([new LinearShape(9, 6, false)], architecture.EncoderLayers);
        Assert.Equal([new LinearShape(3, 9, false)], architecture.DecoderLayers);
    }

    [Fact]
    public void Layout_EveryTensor_FollowsTheOneBefore()
    {
        var layout = ParameterLayout.Of(new NetworkArchitecture(9, 3, [7], VaeActivation.Silu));
        string[] names =
        [
            "encoder.0.weight", "encoder.0.bias", "encoder.1.weight", "encoder.1.bias",
            "decoder.0.weight", "decoder.0.bias", "decoder.1.weight", "decoder.1.bias", "log_sigma",
        ];
        int[] lengths = [63, 7, 42, 6, 21, 7, 63, 9, 9];
        Assert.Equal(names, layout.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(lengths, layout.Tensors.Select(tensor => tensor.Length));
        Assert.Equal(lengths.Select((_, i) => lengths[..i].Sum()), layout.Tensors.Select(tensor => tensor.Offset));
        Assert.Equal(lengths.Sum(), layout.Length);
    }
}
