using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Torch;

/// <summary>Which backend the options mean, where libtorch can be loaded.</summary>
public sealed class BackendTests : TorchTests
{
    [Fact]
    public void AskedFor_IsTaken()
    {
        var choice = BackendChoice.For(new VaeOptions { Backend = TorchSharpBackend.Cpu }, 30, 1000);
        Assert.Same(TorchSharpBackend.Cpu, choice.Backend);
        Assert.Equal("Training with TorchSharp on cpu: Backend asks for it.", choice.ToString());
    }

    // Found by name, as the engine does not know this package.
    [Fact]
    public void NoneAskedFor_TorchSharpIsACandidate()
    {
        var found = Assert.IsType<TorchSharpBackend>(BackendChoice.FindTorchSharp());
        Assert.Equal("TorchSharp on cpu", found.ToString());
        Assert.Null(found.WhyUnavailable());
    }

    [Fact]
    public void NoneAskedFor_SmallNetwork_IsTrainedManaged() =>
        Assert.Same(VaeBackend.Managed, BackendChoice.For(new VaeOptions(), 30, 1000).Backend);

    [Fact]
    public void CudaDevice_HasItsNumber()
    {
        Assert.Equal("TorchSharp on cuda:1", TorchSharpBackend.Cuda(1).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => TorchSharpBackend.Cuda(-1));
    }

    // The rows would be an error too: that of the device comes before any look at them.
    [Fact]
    public void CudaDeviceThatIsNotThere_IsAnErrorBeforeAnyWork()
    {
        var options = new VaeOptions { Backend = TorchSharpBackend.Cuda(97) };
        var error = Assert.Throws<InvalidOperationException>(
            () => VaeModel.Fit(new[] { float.PositiveInfinity, 1 }, 1, options, null, TestContext.Current.CancellationToken));
        Assert.StartsWith("Backend is TorchSharp on cuda:97, but libtorch found ", error.Message);
        Assert.Contains("TorchSharp-cuda-linux", error.Message);
    }
}
