namespace MLNet.Vae.Tests.Repository.Examples;

/// <summary>A file with a text, for as long as a test runs.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string text) => File.WriteAllText(Path, text);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");

    public void Dispose()
    {
        File.SetAttributes(Path, FileAttributes.Normal);
        File.Delete(Path);
    }
}
