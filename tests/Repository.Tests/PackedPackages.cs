using System.IO.Compression;
using System.Xml.Linq;

namespace MLNet.Vae.Tests.Repository;

/// <summary>
/// The packages, packed anew for the tests that open and use them: in artifacts/package/release, as <c>dotnet pack</c> does.
/// </summary>
public sealed class PackedPackages
{
    public PackedPackages()
    {
        // A version that NuGet has unpacked before is taken from there, whatever is in the package of that version now.
        string unpacked = Path.Combine(RepositoryFiles.Root, "artifacts/smoke");
        if (Directory.Exists(unpacked))
            Directory.Delete(unpacked, recursive: true);
        string source = Path.Combine(RepositoryFiles.Root, "src");
        foreach (string project in Directory.EnumerateFiles(source, "*.csproj", SearchOption.AllDirectories))
            Dotnet.Run("pack", project, "--configuration", "Release");
    }

    public static string Version { get; } =
        XDocument.Load(Path.Combine(RepositoryFiles.Root, "Directory.Build.props")).Descendants("Version").Single().Value;

    public string PathOf(string id, string extension) =>
        Path.Combine(RepositoryFiles.Root, "artifacts/package/release", $"{id}.{Version}.{extension}");

    public ZipArchive Open(string id, string extension) => ZipFile.OpenRead(PathOf(id, extension));
}
