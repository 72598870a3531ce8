using System.Text;

namespace Microsoft.ML;

/// <summary>One folder of a model's zip. What is written stays in memory until it is done.</summary>
public sealed class ModelSaveContext : IDisposable
{
    private readonly RepositoryWriter _repository;
    private readonly string _directory;
    private readonly string _name;
    private readonly MemoryStream _body = new();
    private VersionInfo _version;
    internal readonly BinaryWriter Writer;

    internal ModelSaveContext(RepositoryWriter rep, string dir, string name)
    {
        _repository = rep;
        _directory = dir;
        _name = name;
        Writer = new BinaryWriter(_body, Encoding.UTF8);
    }

    internal void CheckAtModel() => Check.That(Writer.BaseStream.Position == 0, "Something has been written already.");
    internal void SetVersionInfo(VersionInfo ver) => _version = ver;
    internal void SaveBinaryStream(string name, Action<BinaryWriter> action) => _repository.Write(_directory, name, action);

    internal void SaveNonEmptyString(string str)
    {
        Check.HasText(str, nameof(str));
        Writer.Write(str);
    }

    internal void SaveModel<T>(T value, string name) where T : class => SaveModel(_repository, value, Path.Combine(_directory ?? "", name));

    internal static void SaveModel<T>(RepositoryWriter rep, T value, string path) where T : class
    {
        using var context = new ModelSaveContext(rep, path, ModelLoadContext.ModelStreamName);
        ((ICanSaveModel)value).Save(context);
        context.Done();
    }

    internal void Done()
    {
        Check.That(_version.ModelSignature != 0, "A transformer did not say what it is (SetVersionInfo).");
        _repository.Write(_directory, _name, writer =>
        {
            writer.Write(_version.ModelSignature);
            writer.Write(_version.VerWrittenCur);
            writer.Write(_version.VerReadableCur);
            writer.Write(_version.LoaderAssemblyName ?? "");
            writer.Write(_version.LoaderSignature ?? "");
            writer.Write(_version.LoaderSignatureAlt ?? "");
            writer.Write(_body.ToArray());
        });
    }

    public void Dispose() => Writer.Dispose();
}
