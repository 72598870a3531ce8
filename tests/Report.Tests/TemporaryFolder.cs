namespace MLNet.Vae.Tests.Report;

/// <summary>A folder for as long as a test runs.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("report-").FullName;

    /// <summary>The path of a file in it.</summary>
    public string this[string file] => Path.Combine(_path, file);

    /// <summary>The names of all files in it.</summary>
    public IEnumerable<string?> Files => Directory.GetFiles(_path).Select(Path.GetFileName);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
