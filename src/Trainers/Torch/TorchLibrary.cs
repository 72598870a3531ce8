using System.Runtime.InteropServices;

namespace MLNet.Vae.Torch;

/// <summary>
/// Whether libtorch is there. Asked before anything touches TorchSharp's class <c>torch</c>: without the library its type initialiser
/// prints a trace and fails for good.
/// </summary>
internal static class TorchLibrary
{
    private static readonly Lazy<bool> Loaded = new(Load);

    public static bool IsAvailable => Loaded.Value;

    // The question TorchSharp asks itself first, in its order, so that the answer here is the answer there. An enumeration of the assembly
    // has no initialiser.
    private static bool Load()
    {
        if (!Environment.Is64BitProcess)
            return false;
        var assembly = typeof(TorchSharp.DeviceType).Assembly;
        NativeLibrary.TryLoad("torch_cpu", assembly, null, out _);
        return NativeLibrary.TryLoad("LibTorchSharp", assembly, null, out _);
    }
}
