using System.IO.Compression;
using System.Text;

namespace Microsoft.ML;

/// <summary>The zip that a model is written to.</summary>
internal sealed class RepositoryWriter(ZipArchive archive)
{
    /// <summary>Written at once when the action is done: a zip takes one entry at a time, and models hold models.</summary>
    public void Write(string directory, string name, Action<BinaryWriter> action)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
            action(writer);
        using var entry = archive.CreateEntry(Path.Combine(directory ?? "", name)).Open();
        buffer.WriteTo(entry);
    }
}

/// <summary>The zip that a model is read from.</summary>
internal sealed class RepositoryReader(ZipArchive archive)
{
    public BinaryReader OpenOrNull(string directory, string name)
    {
        var entry = archive.GetEntry(Path.Combine(directory ?? "", name));
        if (entry == null)
            return null;
        var buffer = new MemoryStream();
        using (var stream = entry.Open())
            stream.CopyTo(buffer);
        buffer.Position = 0;
        return new BinaryReader(buffer, Encoding.UTF8);
    }
}
