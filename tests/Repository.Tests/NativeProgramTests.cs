using System.Diagnostics;

namespace MLNet.Vae.Tests.Repository;

/// <summary>A user's program, published with PublishAot and no other setting, computes what the same program does without it.</summary>
[Collection(nameof(Dotnet))]
public sealed class NativeProgramTests
{
    private const string Project = "tests/NativeProgram", Name = "MLNet.Vae.NativeProgram", Threads = "2", Epochs = "20";

    private const int Rows = 2000;

    // At one width of vector nothing is left to differ, so there is no tolerance.
    [Fact]
    public void NativeProgram_TrainsAndScoresToTheBitAsTheJustInTimeCompilerDoesAtItsWidthOfVector()
    {
        Assert.SkipUnless(HasLinker, "The SDK links a native program with clang or gcc, or with Visual Studio's linker: there is none.");
        string output = Path.Combine(RepositoryFiles.Root, "artifacts/native");
        Dotnet.Run("publish", Project, "--configuration", "Release", "--output", output);
        Dotnet.Run("build", Project, "--configuration", "Release");

        var (nativeWidth, native) = Run(Path.Combine(output, OperatingSystem.IsWindows() ? Name + ".exe" : Name));
        string assembly = Path.Combine(RepositoryFiles.Root, "artifacts/bin", Name, "release", Name + ".dll");
        var (width, compiled) = Run(Dotnet.Host, Narrowing(nativeWidth), assembly);

        Assert.Equal(nativeWidth, width);
        Assert.Equal(Rows, native.Length);
        Assert.InRange(native.Distinct().Count(), Rows / 2, Rows); // it scores, and does not say the same of every row
        Assert.Equal(compiled, native);
    }

    /// <summary>The setting that takes from the just-in-time compiler what a native compiler of that width was not told of.</summary>
    private static string? Narrowing(string width) => width switch
    {
        "128" => "DOTNET_EnableAVX2", // and with it the fused multiply-add; on Arm64 it is no setting
        "256" => "DOTNET_EnableAVX512",
        _ => null,
    };

    private static bool HasLinker => OperatingSystem.IsWindows()
        ? File.Exists(Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86), "Microsoft Visual Studio/Installer/vswhere.exe"))
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc")));

    private static (string Width, string[] Scores) Run(string program, string? disabled = null, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, [.. arguments, Threads, Epochs]) { RedirectStandardOutput = true };
        if (disabled is not null)
            start.Environment[disabled] = "0";
        using var process = Process.Start(start)!;
        string[] lines = process.StandardOutput.ReadToEnd().ReplaceLineEndings("\n").TrimEnd().Split('\n');
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return (lines[0].Split(' ')[0], lines[1..]);
    }
}
