using System.Runtime.InteropServices;

namespace MLNet.Vae.Torch;

/// <summary>
/// Whether libtorch is there. Asked before anything touches TorchSharp's class <c>torch</c>: without the library its type initializer
/// prints a trace and fails for good.
/// </summary>
internal static class TorchLibrary
{
    private const string Name = "LibTorchSharp";

    private static readonly Lazy<string?> Answer = new(Load);

    /// <summary>Null where it has been loaded; otherwise why it cannot be, as the second half of a sentence.</summary>
    public static string? WhyUnavailable => Answer.Value;

    /// <summary>
    /// What the runtime says of a library that it could not load, cut down to the cause. On Linux and macOS that is a line for each place
    /// where it looked; a place without the file says nothing where another has it.
    /// </summary>
    internal static string Describe(string message)
    {
        string[] causes =
        [
            .. message.ReplaceLineEndings("\n").Split('\n').Skip(1).Select(line => line.Trim())
                .Where(line => line.Length > 0 && !IsMissingFile(line))
                .Distinct()
        ];
        return causes.Length == 0
            ? "no native library of TorchSharp was found: have the application reference the package TorchSharp-cpu (TorchSharp-cuda-linux " +
                "or TorchSharp-cuda-windows for a CUDA device)"
            : $"TorchSharp's native library could not be loaded: {string.Join("; ", causes)}{Remedy(message)}";
    }

    // The question TorchSharp asks itself first, in its order, so that the answer here is the answer there. An enumeration of the assembly
    // has no initializer.
    private static string? Load()
    {
        if (!Environment.Is64BitProcess)
            return "libtorch needs a 64-bit process";
        var assembly = typeof(TorchSharp.DeviceType).Assembly;
        NativeLibrary.TryLoad("torch_cpu", assembly, null, out _);
        try
        {
            NativeLibrary.Load(Name, assembly, null);
            return null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            return Describe(exception.Message);
        }
    }

    // glibc's words, and macOS's. Only of the library itself: one that it needs may be missing, too, and that is a cause.
    private static bool IsMissingFile(string line) =>
        line.Contains(Name, StringComparison.Ordinal) &&
        (line.Contains("cannot open shared object file: No such file", StringComparison.Ordinal) ||
            line.Contains("no such file", StringComparison.Ordinal));

    private static string Remedy(string message) => message.Contains("GLIBCXX_", StringComparison.Ordinal)
        ? ". This libstdc++ is older than the one of GCC 13, which TorchSharp needs: Ubuntu 24.04, Debian 13 and later have it"
        : "";
}
