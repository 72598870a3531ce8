using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace Microsoft.ML;

/// <summary>The counterpart of <see cref="ModelSaveContext"/>.</summary>
internal sealed class ModelLoadContext : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly string _directory;
    private readonly ulong _signature;
    private readonly uint _written;
    private readonly uint _readable;
    private readonly string _assembly;
    private readonly string _loader;
    public readonly BinaryReader Reader;

    private ModelLoadContext(ZipArchive archive, string directory)
    {
        _archive = archive;
        _directory = directory;
        Reader = OpenOrNull(archive, Path.Combine(directory, ModelSaveContext.ModelStreamName)) ?? throw Bad("is missing");
        try
        {
            _signature = Reader.ReadUInt64();
            _written = Reader.ReadUInt32();
            _readable = Reader.ReadUInt32();
            _assembly = Reader.ReadString();
            _loader = Reader.ReadString();
        }
        catch (Exception ex) when (ex is EndOfStreamException or FormatException)
        {
            throw Bad("has no valid header");
        }
    }

    public void CheckAtModel(VersionInfo ver)
    {
        if (_signature != ver.ModelSignature)
            throw Bad("holds another kind of model");
        if (_readable > ver.VerWrittenCur)
            throw Bad($"has version {_readable:x8}, newer than {ver.VerWrittenCur:x8}");
        if (_written < ver.VerWeCanReadBack)
            throw Bad($"has version {_written:x8}, older than {ver.VerWeCanReadBack:x8}");
    }

    public string LoadNonEmptyString()
    {
        string text = Reader.ReadString();
        return text.Length > 0 ? text : throw Bad("lacks a name");
    }

    public bool TryLoadBinaryStream(string name, Action<BinaryReader> action)
    {
        using var reader = OpenOrNull(_archive, Path.Combine(_directory, name));
        if (reader != null)
            action(reader);
        return reader != null;
    }

    public void LoadModel<TRes, TSig>(IHostEnvironment env, out TRes result, string name, params object[] extra) where TRes : class =>
        result = Load<TRes>(_archive, env, Path.Combine(_directory, name));

    internal static TRes Load<TRes>(ZipArchive archive, IHostEnvironment env, string directory) where TRes : class
    {
        using var context = new ModelLoadContext(archive, directory);
        env.ComponentCatalog.RegisterAssembly(Assembly.Load(context._assembly));
        var result = env.ComponentCatalog.CreateOrNull(context._loader, env, context) as TRes;
        return result != null && context.Reader.BaseStream.Position == context.Reader.BaseStream.Length
            ? result
            : throw context.Bad($"is not read to its end as a {typeof(TRes).Name}");
    }

    internal static BinaryReader OpenOrNull(ZipArchive archive, string entryName)
    {
        var entry = archive.GetEntry(entryName);
        if (entry == null)
            return null;
        var buffer = new MemoryStream();
        using (var stream = entry.Open())
            stream.CopyTo(buffer);
        buffer.Position = 0;
        return new BinaryReader(buffer, Encoding.UTF8);
    }

    public void Dispose() => Reader.Dispose();
    private FormatException Bad(string what) => new($"'{_directory}' in the model {what}.");
}
