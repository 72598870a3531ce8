using System.Runtime.InteropServices;

namespace MLNet.Vae.Torch;

/// <summary>
/// Whether libtorch is there. Asked before anything touches TorchSharp's class <c>torch</c>: without the library its type initializer
/// prints a trace and fails for good.
/// </summary>
internal static class TorchLibrary
{
    private const string Name = "LibTorchSharp";

    private const string ModuleNotFound = "0x8007007E"; // of the library, or of one that it needs

    private static readonly Lazy<string?> Answer = new(Load);

    /// <summary>Null where it has been loaded; otherwise why it cannot be, as the second half of a sentence.</summary>
    public static string? WhyUnavailable => Answer.Value;

    /// <summary>
    /// What the runtime says of a library that it could not load, cut down to the cause. On Linux and macOS that is a line for each place
    /// where it looked; a place without the file says nothing where another has it. On Windows it is one line, the same for a library that
    /// is not there and for one that needs another that is not.
    /// </summary>
    /// <param name="message">The runtime's words.</param>
    /// <param name="isThere">On Windows, whether the library's file is where the runtime looks.</param>
    internal static string Describe(string message, bool isThere)
    {
        string[] lines = message.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] causes = lines.Length == 1
            ? [.. lines.Where(line => isThere || !line.Contains(ModuleNotFound, StringComparison.Ordinal))]
            : [.. lines.Skip(1).Where(line => !IsMissingFile(line)).Distinct()];
        return causes.Length == 0
            ? "no native library of TorchSharp was found: have the application reference the package TorchSharp-cpu (TorchSharp-cuda-linux " +
                "or TorchSharp-cuda-windows for a CUDA device)"
            : $"TorchSharp's native library could not be loaded: {string.Join("; ", causes).TrimEnd('.')}{Remedy(message)}";
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
            bool isThere = SearchFolders().Any(folder => File.Exists(Path.Join(folder, Name + ".dll")));
            return Describe(exception.Message, isThere);
        }
    }

    // Where the host found native libraries of packages, and beside the program.
    private static string[] SearchFolders() =>
    [
        .. (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator), AppContext.BaseDirectory,
    ];

    // Only of the library itself: one that it needs may be missing, too, and that is a cause. glibc and musl begin with the place, in front
    // of words that may be in the user's language; macOS names all places in one line.
    private static bool IsMissingFile(string line)
    {
        string place = line.Split(": ")[0].Replace("Error loading shared library ", "", StringComparison.Ordinal);
        return place.Contains(Name, StringComparison.Ordinal) &&
            (place.StartsWith("dlopen(", StringComparison.Ordinal)
                ? line.Contains("no such file", StringComparison.Ordinal)
                : !File.Exists(place));
    }

    private static string Remedy(string message)
    {
        if (message.Contains("GLIBCXX_", StringComparison.Ordinal))
            return ". This libstdc++ is older than the one of GCC 13, which TorchSharp needs: Ubuntu 24.04, Debian 13 and later have it";
        return message.Contains(ModuleNotFound, StringComparison.Ordinal)
            ? ". The library is there; one that it needs is not: install the Microsoft Visual C++ Redistributable"
            : "";
    }
}
