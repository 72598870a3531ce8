using System.Runtime.InteropServices;

namespace MLNet.Vae.Torch;

/// <summary>Memory that libtorch asks for and does not get, on the CPU or on a device: one error among its others, told apart by its words.</summary>
internal static class TorchMemory
{
    // Of its allocators on Linux and macOS, on Windows, and on a CUDA device.
    private static readonly string[] Refusals = ["DefaultCPUAllocator: can't allocate memory", "DefaultCPUAllocator: not enough memory", "CUDA out of memory"];

    /// <summary>Has libtorch work, and makes of such a refusal what .NET has for it.</summary>
    /// <exception cref="OutOfMemoryException">There is not enough memory.</exception>
    public static void Ask(Action work)
    {
        try
        {
            work();
        }
        catch (ExternalException refused) when (Refusals.Any(words => refused.Message.Contains(words, StringComparison.Ordinal)))
        {
            throw new OutOfMemoryException(refused.Message, refused);
        }
    }

    /// <inheritdoc cref="Ask(Action)"/>
    public static T Ask<T>(Func<T> work)
    {
        T? made = default;
        Ask(() => { made = work(); });
        return made!;
    }
}
