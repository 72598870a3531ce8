using MLNet.Vae.Torch;

namespace MLNet.Vae.Tests.Torch;

/// <summary>Which backend the options mean, where libtorch can be loaded and where it cannot.</summary>
public sealed class BackendSelectionTests
{
    private static readonly float[] Unlearnable = [float.PositiveInfinity, 1];

    [Fact]
    public void Managed_IsManaged() =>
        Assert.Equal(VaeBackend.Managed, Choice(new() { Backend = VaeBackend.Managed }).Backend);

    [Fact]
    public void Auto_TakesTorchSharpWhereItCanBeLoaded()
    {
        var choice = Choice(new());
        Assert.Equal(TorchLibrary.IsAvailable ? VaeBackend.TorchSharp : VaeBackend.Managed, choice.Backend);
        string expected = TorchLibrary.IsAvailable
            ? "Training with TorchSharp on cpu: its native library could be loaded."
            : "Training with the managed backend: TorchSharp's native library could not be loaded.";
        Assert.StartsWith(expected, choice.ToString());
    }

    [Fact]
    public void ManagedOnCuda_IsNoOption()
    {
        var error = Assert.Throws<ArgumentException>(() => Choice(new() { Backend = VaeBackend.Managed, Device = VaeDevice.Cuda(1) }));
        Assert.Contains("Device is cuda:1, expected cpu with Backend Managed", error.Message);
    }

    [Fact]
    public void UnknownBackend_IsNoOption()
    {
        var error = Assert.Throws<ArgumentException>(() => Choice(new() { Backend = (VaeBackend)7 }));
        Assert.Contains("Backend is 7, expected one of Auto, Managed, TorchSharp", error.Message);
    }

    // The rows would be an error too: that of the device comes before any look at them.
    [Theory]
    [InlineData(VaeBackend.Auto)]
    [InlineData(VaeBackend.TorchSharp)]
    public void CudaDeviceThatIsNotThere_IsAnErrorBeforeAnyWork(VaeBackend backend)
    {
        Assert.SkipUnless(TorchLibrary.IsAvailable, "Without libtorch the package is missing, not the device.");
        var options = new VaeOptions { Backend = backend, Device = VaeDevice.Cuda(97) };
        var error = Assert.Throws<InvalidOperationException>(() => Fit(Unlearnable, 1, options));
        Assert.StartsWith("Device is cuda:97; libtorch found ", error.Message);
        Assert.Contains("TorchSharp-cuda-linux", error.Message);
    }

    [Fact]
    public void WithoutLibtorch_AutoTrainsManaged()
    {
        RequireNoLibtorch();
        var model = Fit(TorchCase.Of("Gaussian").Rows(), TorchCase.FeatureCount, new() { NumberOfEpochs = 1 });
        Assert.Equal(TorchCase.FeatureCount, model.FeatureCount);
    }

    [Theory]
    [InlineData(false, "Backend is TorchSharp", "TorchSharp-cpu (TorchSharp-cuda-linux or TorchSharp-cuda-windows for a CUDA device)")]
    [InlineData(true, "Device is cuda:0", "TorchSharp-cuda-linux or TorchSharp-cuda-windows")]
    public void WithoutLibtorch_TorchSharpByName_IsOneClearErrorBeforeAnyWork(bool cuda, string asked, string package)
    {
        RequireNoLibtorch();
        var options = cuda ? new VaeOptions { Device = VaeDevice.Cuda() } : new VaeOptions { Backend = VaeBackend.TorchSharp };
        var error = Assert.Throws<InvalidOperationException>(() => Fit(Unlearnable, 1, options));
        Assert.Equal(
            $"{asked}, but TorchSharp's native library could not be loaded. Have the application reference the package {package}, or leave " +
            "Backend and Device at their defaults to train without it.",
            error.Message);
        Assert.Null(error.InnerException);
    }

    private static VaeBackendChoice Choice(VaeOptions options) => VaeBackendChoice.For(options, 30, 1000);

    private static VaeModel Fit(float[] rows, int features, VaeOptions options) =>
        VaeModel.Fit(rows, features, options, null, TestContext.Current.CancellationToken);

    private static void RequireNoLibtorch() => Assert.SkipWhen(
        TorchLibrary.IsAvailable, $"libtorch can be loaded here; {nameof(WithoutLibtorchTests)} runs this in a process that cannot.");
}
