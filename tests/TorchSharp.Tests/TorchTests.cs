using System.Runtime.InteropServices;
using MLNet.Vae.Torch;

namespace MLNet.Vae.Tests.Torch;

/// <summary>Tests that train with libtorch, none beside any other: its number of threads is the process's.</summary>
[Collection(nameof(TorchTests))]
public abstract class TorchTests
{
    // Where TorchSharp-cpu has a library it must load, or all of these tests would be lost without a word.
    protected TorchTests()
    {
        string system = RuntimeInformation.RuntimeIdentifier;
        bool served = RuntimeInformation.OSArchitecture == Architecture.X64
            ? OperatingSystem.IsWindows() || (OperatingSystem.IsLinux() && !system.Contains("musl") && !system.Contains("alpine"))
            : OperatingSystem.IsMacOS();
        Assert.SkipUnless(served, $"TorchSharp-cpu has no library for {system}.");
        Assert.Null(TorchLibrary.WhyUnavailable);
    }
}
