using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using MLNet.Vae.Onnx.Files;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>Links, modes, owners, and what is no file: as whoever saves over them expects it of any program.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SaveOnUnixTests : SaveOnUnixContract
{
    private const UnixFileMode ReadAndEnter = (UnixFileMode)0b101_101_101, ForAll = (UnixFileMode)0b110_110_110;

    private static VaeModel Model => Models.Of("mixed");

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

    [Fact]
    public void Device_IsRefused() => Assert.StartsWith("'/dev/null' is a device", Refusal("/dev/null"));

    [Fact]
    public void FolderThatTakesNoFile_TheErrorNamesTheFileAndTheWayOut()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess && !OperatingSystem.IsLinux(), "Root may write anywhere.");
        File.WriteAllText(At("model.onnx"), "old");
        File.SetUnixFileMode(At("model.onnx"), ForAll);
        File.SetUnixFileMode(At(""), ReadAndEnter);
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
            File.SetUnixFileMode(At(""), ReadAndEnter | UnixFileMode.UserWrite);
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
            Assert.Equal(2, Directory.GetFileSystemEntries(At("")).Length);

            using (var stream = File.Create(At("model.onnx"))) // as the message says
                Model.Save(stream);
            Assert.Equal(Model.Saved(), File.ReadAllBytes(At("outside")));
        }
        finally
        {
            Run("umount", At("model.onnx"));
        }
    }

    protected override void Save(string path) => Model.Save(path);

    protected override void AssertSaved(string path) => Assert.Equal(Model.Saved(), File.ReadAllBytes(path));

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

    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern int SetFileSystemUser(int user);
}
