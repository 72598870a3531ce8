using MLNet.Vae.Torch;

namespace MLNet.Vae.Tests.Torch;

/// <summary>Tests that train with libtorch: skipped, with the reason, where it cannot be loaded.</summary>
[Collection(nameof(TorchTests))]
public abstract class TorchTests
{
    protected TorchTests() => Assert.SkipUnless(
        TorchLibrary.IsAvailable,
        "libtorch could not be loaded: TorchSharp-cpu carries none here (on Debian: apt-get install libtorch-dev libopenblas0-pthread).");
}
