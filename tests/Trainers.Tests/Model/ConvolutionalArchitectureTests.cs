using MLNet.Vae.Model;
using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Model;

public class ConvolutionalArchitectureTests
{
    [Theory]
    [InlineData(28, 28, 2, new[] { 32, 64 })]
    [InlineData(64, 64, 2, new[] { 32, 64, 128, 256 })]
    [InlineData(256, 64, 2, new[] { 32, 64, 128, 256, 256, 256 })]
    [InlineData(1, 100, 2, new[] { 32, 64, 128, 256 })]
    [InlineData(5, 5, 2, new[] { 32 })]
    [InlineData(28, 28, 1, new[] { 32, 64 })]
    public void Filters_ByDefault_DoubleUntilTheImageIsSmall(int height, int width, int stride, int[] filters) =>
        Assert.Equal(filters, VaeArchitecture.Convolutional(height, width, stride: stride).Filters);

    [Fact]
    public void Layers_OfMnist_HalveTheImageAndComeBack()
    {
        var network = NetworkArchitecture.From(new VaeOptions { Architecture = VaeArchitecture.Convolutional(28, 28) }, 784, 60_000);
        Assert.Equal(32, network.LatentDimension);
        Assert.Empty(network.HiddenLayers);
        Assert.Equal([784, 32 * 14 * 14, 64 * 7 * 7, 64], network.EncoderLayers.Select(layer => layer.Inputs).Append(network.EncoderLayers.Last().Outputs));
        Assert.Equal([32, 64 * 7 * 7, 32 * 14 * 14, 784], network.DecoderLayers.Select(layer => layer.Inputs).Append(network.DecoderLayers.Last().Outputs));
        Assert.Equal([true, true, false], network.EncoderLayers.Select(layer => layer.HasActivation));
        Assert.Equal([true, true, false], network.DecoderLayers.Select(layer => layer.HasActivation));
    }

    [Fact]
    public void Layers_WithHiddenLayers_HaveThemBesideTheLatentVector()
    {
        var options = new VaeOptions { Architecture = VaeArchitecture.Convolutional(6, 6, 3, filters: [5]), HiddenLayers = [20], LatentDimension = 2 };
        var network = NetworkArchitecture.From(options, 108, 100);
        Assert.Equal([(108, 45), (45, 20), (20, 4)], network.EncoderLayers.Select(layer => (layer.Inputs, layer.Outputs)));
        Assert.Equal([(2, 20), (20, 45), (45, 108)], network.DecoderLayers.Select(layer => (layer.Inputs, layer.Outputs)));
    }

    // PyTorch's own: Conv2d(1, 32, 4) has 544, Linear(3136, 64) 200,768, ConvTranspose2d(64, 32, 4) 32,800 …
    [Fact]
    public void NumberOfWeights_OfMnist_IsThatOfTheSameNetworkInPyTorch()
    {
        var network = NetworkArchitecture.From(new VaeOptions { Architecture = VaeArchitecture.Convolutional(28, 28) }, 784, 60_000);
        Assert.Equal(544 + 32_832 + 200_768 + (32 * 3136 + 3136) + 32_800 + 513, network.NumberOfWeights);
    }

    [Theory]
    [InlineData(0, 28, 1, 4, 2, "height", "It is 0; expected 1 to 65,536.")]
    [InlineData(28, 0, 1, 4, 2, "width", "It is 0; expected 1 to 65,536.")]
    [InlineData(28, 28, 0, 4, 2, "channels", "It is 0; expected 1 to 65,536.")]
    [InlineData(28, 28, 1, 4, 0, "stride", "It is 0; expected 1 to 28.")]
    [InlineData(28, 28, 1, 1, 2, "kernelSize", "It is 1; expected 2 to 28, the stride to the image's longer side.")]
    [InlineData(28, 28, 1, 29, 2, "kernelSize", "It is 29; expected 2 to 28, the stride to the image's longer side.")]
    public void Convolutional_OutOfRange_SaysFoundAndExpected(int height, int width, int channels, int kernel, int stride, string name, string message)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => VaeArchitecture.Convolutional(height, width, channels, kernelSize: kernel, stride: stride));
        Assert.Equal(name, error.ParamName);
        Assert.StartsWith(message, error.Message);
    }

    [Theory]
    [InlineData(new int[0], "filters", "There are none; expected at least one layer's.")]
    [InlineData(new[] { 8, 0 }, "filters[1]", "It is 0; expected 1 to 65,536.")]
    [InlineData(new[] { 1, 1, 1, 1 }, "filters", "There are 4 layers; expected at most 3, after which an image of 8 × 8 is 1 × 1 at a stride of 2.")]
    public void Convolutional_FiltersThatDoNotFit_SaysFoundAndExpected(int[] filters, string name, string message)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => VaeArchitecture.Convolutional(8, 8, filters: filters));
        Assert.Equal(name, error.ParamName);
        Assert.StartsWith(message, error.Message);
    }

    [Fact]
    public void Convolutional_HugeImage_IsRefused() =>
        Assert.Contains("expected at most 16,777,216", Assert.Throws<ArgumentException>(() => VaeArchitecture.Convolutional(65_536, 65_536)).Message);

    [Fact]
    public void Convolutional_UnknownLayout_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => VaeArchitecture.Convolutional(8, 8, layout: (ImageLayout)2));

    [Fact]
    public void Filters_ChangedAfterwards_AreAsTheyWere()
    {
        int[] filters = [4, 8];
        var architecture = VaeArchitecture.Convolutional(8, 8, filters: filters);
        filters[0] = 1;
        Assert.Equal([4, 8], architecture.Filters);
    }

    [Fact]
    public void From_OtherNumberOfFeatures_SaysFoundAndExpected()
    {
        var error = Assert.Throws<ArgumentException>(() => BackendChoice.For(Options(), 785, 100));
        Assert.StartsWith(
            "Architecture is convolutional over images of 28 × 28 × 1, which is height × width × channels = 784 features; the rows have 785.", error.Message);
    }

    [Fact]
    public void From_WithContext_IsRefusedByName()
    {
        var error = Assert.Throws<ArgumentException>(() => BackendChoice.For(Options(), 784, 100, contextCount: 3));
        Assert.StartsWith("Architecture is convolutional over images of 28 × 28 × 1, which takes no context; the rows have one of 3 values.", error.Message);
    }

    [Fact]
    public void ManagedBackend_AskedFor_RefusesByName()
    {
        var options = Options();
        options.Backend = VaeBackend.Managed;
        var error = Assert.Throws<InvalidOperationException>(() => BackendChoice.For(options, 784, 100));
        Assert.Equal(
            "Backend is the managed backend, which trains fully connected networks alone; Architecture is convolutional over images of 28 × 28 × 1. " +
            "Leave Backend at null, or take TorchSharpBackend.Cpu or Cuda of the package MLNet.Vae.TorchSharp.",
            error.Message);
    }

    // These tests have no other backend.
    [Fact]
    public void NoBackendAskedFor_WithoutTorchSharp_NamesThePackage()
    {
        var error = Assert.Throws<InvalidOperationException>(() => VaeModel.Fit(new float[784], 784, Options(), null, TestContext.Current.CancellationToken));
        Assert.Equal(
            "Architecture is convolutional over images of 28 × 28 × 1, which TorchSharp alone trains, and the package MLNet.Vae.TorchSharp is not there: " +
            "have the application reference it, and TorchSharp-cpu.",
            error.Message);
    }

    private static VaeOptions Options() => new() { Architecture = VaeArchitecture.Convolutional(28, 28) };
}
