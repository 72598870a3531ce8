using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using MLNet.Vae.Onnx.Files;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>Links, modes, owners, and what is no file: as whoever saves over them expects it of any program.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SaveOnUnixTests : IDisposable
{
    private const UnixFileMode ReadAndEnter = (UnixFileMode)0b101_101_101, ForAll = (UnixFileMode)0b110_110_110;

    private readonly string _folder;

    public SaveOnUnixTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes and pipes with a path are Unix's; to make a link takes a privilege on Windows.");
        _folder = Directory.CreateTempSubdirectory("vae").FullName;
    }

    private static VaeModel Model => Models.Of("mixed");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Link_TheFileItLeadsToIsReplaced()
    {
        File.WriteAllText(At("model.onnx"), "old");
        File.CreateSymbolicLink(At("second"), "model.onnx");
        File.CreateSymbolicLink(At("first"), At("second"));
        Model.Save(At("first"));
        Assert.Equal(Model.Saved(), File.ReadAllBytes(At("model.onnx")));
        Assert.Equal("model.onnx", new FileInfo(At("second")).LinkTarget);
        Assert.Equal(At("second"), new FileInfo(At("first")).LinkTarget);
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public void LinkInALinkedFolder_GoesUpFromWhereItLies()
    {
        Directory.CreateDirectory(At("data/models"));
        Directory.CreateSymbolicLink(At("current"), At("data/models"));
        File.CreateSymbolicLink(At("data/models/link"), "../model.onnx");
        Model.Save(At("current/link"));
        Assert.Equal(Model.Saved(), File.ReadAllBytes(At("data/model.onnx")));
    }

    [Fact]
    public void LinkToNoFileYet_TheFileIsMade()
    {
        File.CreateSymbolicLink(At("link"), "model.onnx");
        Model.Save(At("link"));
        Assert.Equal(Model.Saved(), File.ReadAllBytes(At("model.onnx")));
        Assert.NotNull(new FileInfo(At("link")).LinkTarget);
    }

    [Fact]
    public void LinksInACircle_AreRefused()
    {
        File.CreateSymbolicLink(At("one"), "other");
        File.CreateSymbolicLink(At("other"), "one");
        Assert.Contains($"'{At("one")}'", Refusal("one"));
    }

    [Theory]
    [InlineData(0b110_000_000)]
    [InlineData(0b110_110_000)]
    [InlineData(0b100_100_100)]
    [InlineData(0b110_110_110)]
    public void OldFile_ItsModeIsKept(int mode)
    {
        File.WriteAllText(At("model.onnx"), "old");
        File.SetUnixFileMode(At("model.onnx"), (UnixFileMode)mode);
        Model.Save(At("model.onnx"));
        Assert.Equal(Model.Saved(), File.ReadAllBytes(At("model.onnx")));
        Assert.Equal((UnixFileMode)mode, File.GetUnixFileMode(At("model.onnx")));
    }

    [Fact]
    public void NewFile_HasTheModeOfAnyOther()
    {
        File.WriteAllText(At("any"), "");
        Model.Save(At("model.onnx"));
        Assert.Equal(File.GetUnixFileMode(At("any")), File.GetUnixFileMode(At("model.onnx")));
    }

    [Fact]
    public void OldFile_WhatIsBeingWrittenIsNobodyElses()
    {
        File.WriteAllText(At("model.onnx"), "old");
        File.SetUnixFileMode(At("model.onnx"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        AtomicFile.Write(At("model.onnx"), stream => Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(((FileStream)stream).Name)));
    }

    [Fact]
    public void SomeoneElsesFile_KeepsItsOwnerWhereRootSaves()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root gives files away.");
        File.WriteAllText(At("model.onnx"), "old");
        Run("chown", "12345:23456", At("model.onnx"));
        Model.Save(At("model.onnx"));
        Assert.Equal(Model.Saved(), File.ReadAllBytes(At("model.onnx")));
        Assert.Equal("12345:23456", Run("stat", "-c", "%u:%g", At("model.onnx")).Output);
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

    [Fact]
    public void Device_IsRefused() => Assert.StartsWith("'/dev/null' is a device", Refusal("/dev/null"));

    [Fact]
    public void FolderThatTakesNoFile_TheErrorNamesTheFileAndTheWayOut()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess && !OperatingSystem.IsLinux(), "Root may write anywhere.");
        File.WriteAllText(At("model.onnx"), "old");
        File.SetUnixFileMode(At("model.onnx"), ForAll);
        File.SetUnixFileMode(_folder, ReadAndEnter);
        try
        {
            byte[] model = Model.Saved();
            AsNobody(() =>
            {
                string message = Refusal("model.onnx");
                Assert.StartsWith($"'{At("model.onnx")}' was not saved, and is as it was: no file can be made beside it", message);
                Assert.DoesNotContain(".tmp", message);
                Assert.Contains("pass a stream: File.Create(path)", message);
                Assert.Equal("old", File.ReadAllText(At("model.onnx")));

                using var stream = File.Create(At("model.onnx")); // as the message says
                stream.Write(model);
            });
            Assert.Equal(model, File.ReadAllBytes(At("model.onnx")));
        }
        finally
        {
            File.SetUnixFileMode(_folder, ReadAndEnter | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void FileMountedAlone_TheErrorNamesTheFileAndTheWayOut()
    {
        File.WriteAllText(At("model.onnx"), "");
        File.WriteAllText(At("outside"), "old");
        bool mounted = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            && Run("mount", "--bind", At("outside"), At("model.onnx")).Code == 0;
        Assert.SkipUnless(mounted, "Only root on Linux mounts a file, and not in every container.");
        try
        {
            string message = Refusal("model.onnx");
            Assert.StartsWith($"'{At("model.onnx")}' was not saved, and is as it was: it cannot be replaced", message);
            Assert.DoesNotContain(".tmp", message);
            Assert.Contains("pass a stream: File.Create(path)", message);
            Assert.Equal("old", File.ReadAllText(At("outside")));
            Assert.Equal(2, Directory.GetFileSystemEntries(_folder).Length);

            using (var stream = File.Create(At("model.onnx"))) // as the message says
                Model.Save(stream);
            Assert.Equal(Model.Saved(), File.ReadAllBytes(At("outside")));
        }
        finally
        {
            Run("umount", At("model.onnx"));
        }
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Refusal(string name) => Assert.ThrowsAny<IOException>(() => Model.Save(At(name))).Message;

    // Root may write into any folder; whom the file system takes a thread for can be changed for that thread alone.
    private static void AsNobody(Action action)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            action();
            return;
        }

        const int nobody = 65534, root = 0;
        _ = SetFileSystemUser(nobody);
        try
        {
            action();
        }
        finally
        {
            _ = SetFileSystemUser(root);
        }
    }

    private static (int Code, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Trim());
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern int SetFileSystemUser(int user);
}
