using MLNet.Vae.Onnx.Files;

namespace MLNet.Vae.Tests.Onnx;

public sealed class SaveToPathTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vae").FullName;

    private string Target => Path.Combine(_folder, "model.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Save_OverAnOldFile_ReplacesIt()
    {
        File.WriteAllText(Target, "old");
        Models.Of("mixed").Save(Target);
        Assert.Equal(Models.Of("mixed").Saved(), File.ReadAllBytes(Target));
        Assert.Equal(Models.Of("mixed").Saved(), VaeModel.Load(Target).Saved());
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Write_FailsHalfWay_LeavesTheOldFile()
    {
        File.WriteAllText(Target, "old");
        var failure = new IOException("disk full");
        var thrown = Assert.Throws<IOException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.Write(new byte[100_000]);
            throw failure;
        }));
        Assert.Same(failure, thrown);
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Save_OntoAFolder_LeavesNothing()
    {
        Directory.CreateDirectory(Target);
        Assert.ThrowsAny<Exception>(() => Models.Of("mixed").Save(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Save_FolderThatIsNotThere_SaysSo() =>
        Assert.Throws<DirectoryNotFoundException>(() => Models.Of("mixed").Save(Path.Combine(_folder, "no", "model.onnx")));
}
