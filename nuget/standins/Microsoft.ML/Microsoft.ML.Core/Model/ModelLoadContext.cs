using System.Reflection;

namespace Microsoft.ML;

internal delegate void SignatureLoadModel(ModelLoadContext ctx);

/// <summary>The counterpart of <see cref="ModelSaveContext"/>.</summary>
internal sealed class ModelLoadContext : IDisposable
{
    public const string ModelStreamName = "Model.key";
    private readonly RepositoryReader _repository;
    private readonly string _directory;
    private readonly long _start;
    private readonly ulong _signature;
    private readonly uint _written;
    private readonly uint _readable;
    private readonly string _assembly;
    private readonly string[] _loaders;
    public readonly BinaryReader Reader;

    private ModelLoadContext(RepositoryReader repository, BinaryReader reader, string directory)
    {
        _repository = repository;
        _directory = directory;
        Reader = reader;
        try
        {
            _signature = Reader.ReadUInt64();
            _written = Reader.ReadUInt32();
            _readable = Reader.ReadUInt32();
            _assembly = Reader.ReadString();
            _loaders = [Reader.ReadString(), Reader.ReadString()];
        }
        catch (Exception ex) when (ex is EndOfStreamException or FormatException)
        {
            throw Bad("has no valid header");
        }
        _start = Reader.BaseStream.Position;
    }

    public void CheckAtModel(VersionInfo ver)
    {
        Check.That(Reader.BaseStream.Position == _start, "Something has been read already.");
        if (_signature != ver.ModelSignature)
            throw Bad("holds another kind of model");
        if (_readable > _written || _readable > ver.VerWrittenCur)
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
        using var reader = _repository.OpenOrNull(_directory, name);
        if (reader != null)
            action(reader);
        return reader != null;
    }

    public void LoadModel<TRes, TSig>(IHostEnvironment env, out TRes result, string name, params object[] extra) where TRes : class
    {
        if (!LoadModelOrNull<TRes, TSig>(env, out result, _repository, Path.Combine(_directory ?? "", name), extra))
            throw Bad($"lacks its part '{name}'");
    }

    public static bool LoadModelOrNull<TRes, TSig>(IHostEnvironment env, out TRes result, RepositoryReader rep, string dir, params object[] extra)
        where TRes : class
    {
        result = null;
        using var reader = rep.OpenOrNull(dir, ModelStreamName);
        if (reader == null)
            return false;
        using var context = new ModelLoadContext(rep, reader, dir);
        if (context._assembly.Length > 0)
            env.ComponentCatalog.RegisterAssembly(Assembly.Load(context._assembly));
        foreach (string loader in context._loaders.Where(l => l.Length > 0))
            result ??= env.ComponentCatalog.CreateOrNull(typeof(TSig), loader, env, context) as TRes;
        if (result == null || reader.BaseStream.Position != reader.BaseStream.Length)
            throw context.Bad($"is not read to its end as a {typeof(TRes).Name}");
        return true;
    }

    public void Dispose() => Reader.Dispose();
    private FormatException Bad(string what) => Check.Marked(new FormatException($"'{_directory}' in the model {what}."));
}
