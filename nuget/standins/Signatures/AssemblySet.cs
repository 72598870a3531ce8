using System.IO.Compression;
using System.Reflection;
using System.Runtime.Loader;

namespace Signatures;

/// <summary>Assemblies loaded apart from those of the other side, which have the same names. Nothing of them is run.</summary>
internal sealed class AssemblySet(Dictionary<string, byte[]> images, AssemblySet others = null) : AssemblyLoadContext
{
    /// <summary>Whatever lies under a folder, by simple name; of several copies the one that lies least deep.</summary>
    public static Dictionary<string, byte[]> OfFolder(string folder) => Directory.GetFiles(folder, "*.dll", SearchOption.AllDirectories)
        .OrderBy(path => path.Count(c => c == Path.DirectorySeparatorChar)).ThenBy(path => path, StringComparer.Ordinal)
        .DistinctBy(Path.GetFileNameWithoutExtension).ToDictionary(Path.GetFileNameWithoutExtension, File.ReadAllBytes);

    /// <summary>The libraries of all packages in a folder.</summary>
    public static Dictionary<string, byte[]> OfPackages(string feed) =>
        Directory.GetFiles(feed, "*.nupkg").SelectMany(OfPackage).ToDictionary(image => image.Name, image => image.Bytes);

    private static List<(string Name, byte[] Bytes)> OfPackage(string path)
    {
        using var package = ZipFile.OpenRead(path);
        return package.Entries.Where(entry => entry.FullName.StartsWith("lib/") && entry.Name.EndsWith(".dll"))
            .Select(entry => (Path.GetFileNameWithoutExtension(entry.Name), Read(entry))).ToList();
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    public IEnumerable<Assembly> LoadAll() => images.Keys.Select(name => LoadFromAssemblyName(new AssemblyName(name)));
    public Assembly Find(string name) => images.ContainsKey(name) ? LoadFromAssemblyName(new AssemblyName(name)) : null;

    /// <summary>What a package refers to but does not hold comes from the other side; the framework from the default context.</summary>
    protected override Assembly Load(AssemblyName assemblyName) => images.TryGetValue(assemblyName.Name, out byte[] image)
        ? LoadFromStream(new MemoryStream(image))
        : others?.Find(assemblyName.Name);
}
