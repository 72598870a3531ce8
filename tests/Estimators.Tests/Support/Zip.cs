using System.IO.Compression;
using Microsoft.ML;

namespace MLNet.Vae.Tests.Support;

/// <summary>Models as ML.NET's zip files.</summary>
internal static class Zip
{
    public static byte[] Save(ITransformer model, DataViewSchema? inputSchema = null)
    {
        using var stream = new MemoryStream();
        new MLContext().Model.Save(model, inputSchema, stream);
        return stream.ToArray();
    }

    public static ITransformer Load(byte[] zip) => new MLContext().Model.Load(new MemoryStream(zip), out _);

    /// <summary>The one transformer that a saved one comes back as.</summary>
    public static ITransformer Reload(ITransformer transformer) => Load(Save(transformer));

    /// <summary>Contents of the entry whose path ends so.</summary>
    public static byte[] Read(byte[] zip, string end)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        using var stream = Entry(archive, end).Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>The same zip with other contents of an entry; null removes it.</summary>
    public static byte[] With(byte[] zip, string end, byte[]? contents)
    {
        using var copy = new MemoryStream();
        copy.Write(zip);
        using (var archive = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            var old = Entry(archive, end);
            string name = old.FullName;
            old.Delete();
            if (contents is not null)
            {
                using var stream = archive.CreateEntry(name).Open();
                stream.Write(contents);
            }
        }

        return copy.ToArray();
    }

    private static ZipArchiveEntry Entry(ZipArchive archive, string end) =>
        archive.Entries.Single(entry => entry.FullName.EndsWith(end, StringComparison.Ordinal));
}
