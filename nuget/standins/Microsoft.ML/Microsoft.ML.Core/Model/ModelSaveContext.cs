using System.IO.Compression;
using System.Text;

namespace Microsoft.ML;

/// <summary>One folder of a model's zip. What is written stays in memory until it is done: a zip takes one entry at a time.</summary>
public sealed class ModelSaveContext : IDisposable
{
    internal const string ModelStreamName = "Model.key";
    private readonly ZipArchive _archive;
    private readonly string _directory;
    private readonly MemoryStream _body = new();
    private VersionInfo _version;
    internal readonly BinaryWriter Writer;

    private ModelSaveContext(ZipArchive archive, string directory)
    {
        _archive = archive;
        _directory = directory;
        Writer = new BinaryWriter(_body, Encoding.UTF8);
    }

    internal void CheckAtModel() => Check.That(Writer.BaseStream.Position == 0, "Something has been written already.");
    internal void SetVersionInfo(VersionInfo ver) => _version = ver;
    internal void SaveBinaryStream(string name, Action<BinaryWriter> action) => Write(_archive, Path.Combine(_directory, name), action);

    internal void SaveModel<T>(T value, string name) where T : class =>
        SaveFolder(_archive, (ICanSaveModel)value, Path.Combine(_directory, name));

    internal void SaveNonEmptyString(string str)
    {
        Check.HasText(str, nameof(str));
        Writer.Write(str);
    }

    internal static void SaveFolder(ZipArchive archive, ICanSaveModel model, string directory)
    {
        using var context = new ModelSaveContext(archive, directory);
        model.Save(context);
        Check.That(context._version.ModelSignature != 0, $"{model.GetType()} did not say what it is (SetVersionInfo).");
        context.SaveBinaryStream(ModelStreamName, context.WriteModel);
    }

    internal static void Write(ZipArchive archive, string entryName, Action<BinaryWriter> action)
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        action(writer);
        using var entry = archive.CreateEntry(entryName).Open();
        buffer.WriteTo(entry);
    }

    private void WriteModel(BinaryWriter writer)
    {
        writer.Write(_version.ModelSignature);
        writer.Write(_version.VerWrittenCur);
        writer.Write(_version.VerReadableCur);
        writer.Write(_version.LoaderAssemblyName);
        writer.Write(_version.LoaderSignature);
        writer.Write(_body.ToArray());
    }

    public void Dispose() => Writer.Dispose();
}
