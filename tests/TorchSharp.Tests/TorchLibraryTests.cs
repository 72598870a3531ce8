using MLNet.Vae.Torch;

namespace MLNet.Vae.Tests.Torch;

/// <summary>What the runtime says of a library that does not load becomes a cause that a user can mend.</summary>
public sealed class TorchLibraryTests
{
    private const string Head =
        "Unable to load shared library 'LibTorchSharp' or one of its dependencies. In order to help diagnose loading problems, consider " +
        "using a tool like strace. If you're using glibc, consider setting the LD_DEBUG environment variable: \n";

    private const string NotThere = "LibTorchSharp.so: cannot open shared object file: No such file or directory";

    [Fact]
    public void OlderLibstdcxx_TheVersionAndTheSystemsThatHaveIt() => Assert.Equal(
        "TorchSharp's native library could not be loaded: /lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found " +
        "(required by /app/libLibTorchSharp.so). This libstdc++ is older than the one of GCC 13, which TorchSharp needs: Ubuntu 24.04, " +
        "Debian 13 and later have it",
        TorchLibrary.Describe(
            $"{Head}/lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/libLibTorchSharp.so)\n" +
            $"/app/{NotThere}\n/dotnet/{NotThere}\n{NotThere}\n",
            isThere: false));

    [Fact]
    public void LibraryOfItsThatIsMissing_IsTheCause() => Assert.Equal(
        "TorchSharp's native library could not be loaded: libc10.so: cannot open shared object file: No such file or directory",
        TorchLibrary.Describe($"{Head}libc10.so: cannot open shared object file: No such file or directory\n/app/{NotThere}\n", isThere: false));

    [Fact]
    public void LibraryOfAnotherLibc_IsTheCause() => Assert.Equal(
        "TorchSharp's native library could not be loaded: Error loading shared library ld-linux-x86-64.so.2: No such file or directory " +
        "(needed by /app/libLibTorchSharp.so)",
        TorchLibrary.Describe(
            $"{Head}Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by /app/libLibTorchSharp.so)\n" +
            "Error loading shared library /dotnet/libLibTorchSharp.so: No such file or directory\n",
            isThere: false));

    [Fact]
    public void WindowsLibraryThatIsThere_OneThatItNeedsIsNot() => Assert.Equal(
        "TorchSharp's native library could not be loaded: Unable to load DLL 'LibTorchSharp' or one of its dependencies: The specified " +
        "module could not be found. (0x8007007E). The library is there; one that it needs is not: install the Microsoft Visual C++ " +
        "Redistributable",
        TorchLibrary.Describe(
            "Unable to load DLL 'LibTorchSharp' or one of its dependencies: The specified module could not be found. (0x8007007E)",
            isThere: true));

    [Theory]
    [InlineData("An attempt was made to load a program with an incorrect format. (0x8007000B)", false)]
    [InlineData("An attempt was made to load a program with an incorrect format. (0x8007000B)", true)]
    [InlineData("Unable to load DLL 'LibTorchSharp' or one of its dependencies: A dynamic link library (DLL) initialization routine failed. (0x8007045A)", true)]
    public void OneLine_IsTheCause(string message, bool isThere) =>
        Assert.Equal($"TorchSharp's native library could not be loaded: {message}", TorchLibrary.Describe(message, isThere));

    [Theory]
    [InlineData(Head + "/app/lib" + NotThere + "\n/app/" + NotThere + "\n")]
    [InlineData("Unable to load DLL 'LibTorchSharp' or one of its dependencies: The specified module could not be found. (0x8007007E)")]
    [InlineData(Head + "/app/libLibTorchSharp.so: Kann die Shared-Object-Datei nicht öffnen: Datei oder Verzeichnis nicht gefunden\n")]
    [InlineData(Head + "Error loading shared library /app/libLibTorchSharp.so: No such file or directory\n")]
    [InlineData("Unable to load shared library 'LibTorchSharp'…\ndlopen(libLibTorchSharp.dylib, 0x0001): tried: '/app/libLibTorchSharp.dylib' (no such file)\n")]
    public void NoLibraryAnywhere_ThePackageToReference(string message) => Assert.Equal(
        "no native library of TorchSharp was found: have the application reference the package TorchSharp-cpu (TorchSharp-cuda-linux or " +
        "TorchSharp-cuda-windows for a CUDA device)",
        TorchLibrary.Describe(message, isThere: false));
}
