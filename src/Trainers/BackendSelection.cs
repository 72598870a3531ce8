using MLNet.Vae.Managed;
using MLNet.Vae.Torch;
using MLNet.Vae.Training;

namespace MLNet.Vae;

/// <summary>Which backend the options mean on this machine, found out before any work. The options are checked first of all.</summary>
internal static class BackendSelection
{
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">TorchSharp is asked for and its native library cannot be loaded, or there is no such
    /// device.</exception>
    public static ITrainingBackend Create(VaeOptions options) =>
        Of(options) == VaeBackend.Managed ? new ManagedBackend() : new TorchBackend(options.Device);

    /// <summary><see cref="VaeBackend.Managed"/> or <see cref="VaeBackend.TorchSharp"/>.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">TorchSharp is asked for and its native library cannot be loaded, or there is no such
    /// device.</exception>
    public static VaeBackend Of(VaeOptions options)
    {
        options.Validate();
        if (options.Backend == VaeBackend.Managed)
            return VaeBackend.Managed;
        if (TorchLibrary.IsAvailable)
        {
            TorchDevices.Require(options.Device);
            return VaeBackend.TorchSharp;
        }

        return options is { Backend: VaeBackend.Auto, Device.IsCuda: false } ? VaeBackend.Managed : throw Missing(options);
    }

    private static InvalidOperationException Missing(VaeOptions options)
    {
        var (asked, package) = options.Device.IsCuda
            ? ($"Device is {options.Device}", "TorchSharp-cuda-linux or TorchSharp-cuda-windows")
            : ($"Backend is {options.Backend}", "TorchSharp-cpu (TorchSharp-cuda-linux or TorchSharp-cuda-windows for a CUDA device)");
        return new InvalidOperationException(
            $"{asked}, but TorchSharp's native library could not be loaded. Have the application reference the package {package}, " +
            "or leave Backend and Device at their defaults to train without it.");
    }
}
