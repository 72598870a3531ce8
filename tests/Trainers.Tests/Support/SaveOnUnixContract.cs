using System.Diagnostics;
using System.Runtime.Versioning;

namespace MLNet.Vae.Tests.Support;

/// <summary>What holds for each way to save with a path: links, modes, and what is no file, as whoever saves over them expects it.</summary>
[UnsupportedOSPlatform("windows")]
public abstract class SaveOnUnixContract : IDisposable
{
    private readonly string _folder;

    protected SaveOnUnixContract()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes and pipes with a path are Unix's; to make a link takes a privilege on Windows.");
        _folder = Directory.CreateTempSubdirectory("vae").FullName;
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Link_TheFileItLeadsToIsReplaced()
    {
        File.WriteAllText(At("file"), "old");
        File.CreateSymbolicLink(At("second"), "file");
        File.CreateSymbolicLink(At("first"), At("second"));
        Save(At("first"));
        AssertSaved(At("file"));
        Assert.Equal("file", new FileInfo(At("second")).LinkTarget);
        Assert.Equal(At("second"), new FileInfo(At("first")).LinkTarget);
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public void HardLink_TheOtherNameKeepsTheOldContent()
    {
        File.WriteAllText(At("file"), "old");
        Assert.Equal(0, Run("ln", At("file"), At("other")).Code);
        Save(At("file"));
        AssertSaved(At("file"));
        Assert.Equal("old", File.ReadAllText(At("other")));
    }

    [Theory]
    [InlineData(0b110_000_000)]
    [InlineData(0b110_110_000)]
    [InlineData(0b100_100_100)]
    [InlineData(0b110_110_110)]
    public void OldFile_ItsModeIsKept(int mode)
    {
        File.WriteAllText(At("file"), "old");
        File.SetUnixFileMode(At("file"), (UnixFileMode)mode);
        Save(At("file"));
        AssertSaved(At("file"));
        Assert.Equal((UnixFileMode)mode, File.GetUnixFileMode(At("file")));
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("link to it")]
    public void Pipe_IsRefusedAndStays(string name)
    {
        Run("mkfifo", At("pipe"));
        File.CreateSymbolicLink(At("link to it"), "pipe");
        string message = Refusal(name);
        Assert.StartsWith($"'{At(name)}'", message);
        Assert.Contains("pipe", message);
        Assert.Equal(0, Run("test", "-p", At("pipe")).Code);
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder).Length);
    }

    /// <summary>Saves under a path.</summary>
    protected abstract void Save(string path);

    /// <summary>Asserts that a file is what <see cref="Save"/> makes.</summary>
    protected abstract void AssertSaved(string path);

    /// <summary>The path of a file in the test's own folder.</summary>
    protected string At(string name) => Path.Combine(_folder, name);

    /// <summary>What is said where it cannot be saved.</summary>
    protected string Refusal(string name) => Assert.ThrowsAny<IOException>(() => Save(At(name))).Message;

    /// <summary>Runs a program to its end.</summary>
    protected static (int Code, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Trim());
    }
}
