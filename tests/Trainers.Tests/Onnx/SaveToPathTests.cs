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
    public void Write_SystemFailsOverTheFileBeside_NamesTheUsers()
    {
        string Words(string file) => $"No space left on device : '{file}'";
        var thrown = Assert.Throws<IOException>(
            () => AtomicFile.Write(Target, stream => throw new IOException(Words(((FileStream)stream).Name))));
        Assert.Equal($"'{Target}' was not saved: {Words(Target)}", thrown.Message);
        Assert.IsType<IOException>(thrown.InnerException);
    }

    [Fact]
    public void Save_LongestName_IsSaved()
    {
        const int longest = 255; // of a name, on all common file systems
        string target = Path.Combine(_folder, new string('m', longest));
        Models.Of("mixed").Save(target);
        Assert.Equal([target], Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("model.onnx/")]
    public void Save_OntoAFolder_LeavesNothing(string name)
    {
        Directory.CreateDirectory(Target);
        string path = Path.Combine(_folder, name);
        var thrown = Assert.Throws<IOException>(() => Models.Of("mixed").Save(path));
        Assert.StartsWith($"'{path}' is a folder", thrown.Message);
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Save_FolderThatIsNotThere_SaysSo()
    {
        string path = Path.Combine(_folder, "no", "model.onnx");
        var thrown = Assert.Throws<DirectoryNotFoundException>(() => Models.Of("mixed").Save(path));
        Assert.Equal($"The folder of '{path}' is not there.", thrown.Message);
    }
}
