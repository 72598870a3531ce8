using System.Runtime.InteropServices;
using MLNet.Vae.Torch;

namespace MLNet.Vae.Tests.Torch;

/// <summary>Tests that train with libtorch, none beside any other: its number of threads is the process's.</summary>
[Collection(nameof(TorchTestsRunAlone))]
public abstract class TorchTests
{
    // TorchSharp-cpu has a library for these: there it must load, or all of these tests would be lost without a word.
    private static readonly string[] Served = ["linux-x64", "win-x64", "osx-arm64"];

    protected TorchTests()
    {
        if (!TorchLibrary.IsAvailable && !Served.Contains(RuntimeInformation.RuntimeIdentifier))
            Assert.Skip($"TorchSharp-cpu has no library for {RuntimeInformation.RuntimeIdentifier}.");
        Assert.True(TorchLibrary.IsAvailable, "libtorch cannot be loaded here.");
    }
}
