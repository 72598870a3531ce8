using System.Runtime.InteropServices;
using MLNet.Vae.Torch;
using TorchSharp;

namespace MLNet.Vae.Tests.Torch;

/// <summary>Memory that libtorch does not get.</summary>
public sealed class OutOfMemoryTests : TorchTests
{
    // 4 petabytes: more than a processor of 64 bits addresses.
    [Fact]
    public void Ask_ForATensorThatNoMachineHasRoomFor_IsOutOfMemory()
    {
        var error = Assert.Throws<OutOfMemoryException>(() => TorchMemory.Ask(() => torch.empty(1L << 50)));
        Assert.IsType<ExternalException>(error.InnerException);
    }

    [Theory]
    [InlineData("[enforce fail at alloc_cpu.cpp:127] data. DefaultCPUAllocator: not enough memory: you tried to allocate 4503599627370496 bytes.")]
    [InlineData("CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has a total capacity of 10.00 GiB of which 8.00 GiB is free.")]
    public void Ask_RefusedInTheWordsOfAnotherSystem_IsOutOfMemory(string words)
    {
        var refused = new ExternalException(words);
        var error = Assert.Throws<OutOfMemoryException>(() => TorchMemory.Ask(() => throw refused));
        Assert.Equal(words, error.Message);
        Assert.Same(refused, error.InnerException);
    }

    [Fact]
    public void Ask_RefusedForAnotherReason_IsWhatItWas() =>
        Assert.Throws<ExternalException>(() => TorchMemory.Ask(() => torch.empty(2, 3).reshape(5)));
}
