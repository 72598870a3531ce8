using System.IO.Compression;

namespace Microsoft.ML;

public sealed class ModelOperationsCatalog
{
    private const string ModelFolder = "TransformerChain", SchemaEntry = "Schema";
    private readonly IHostEnvironment _env;

    internal ModelOperationsCatalog(IHostEnvironment env) => _env = env;

    public void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        ModelSaveContext.SaveFolder(archive, model, ModelFolder);
        if (inputSchema != null)
            ModelSaveContext.Write(archive, SchemaEntry, writer => TypeCodec.Write(writer, inputSchema));
    }

    public void Save(ITransformer model, DataViewSchema inputSchema, string filePath)
    {
        using var stream = File.Create(filePath);
        Save(model, inputSchema, stream);
    }

    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        using var archive = Open(stream);
        using var schema = ModelLoadContext.OpenOrNull(archive, SchemaEntry);
        inputSchema = schema == null ? null : TypeCodec.ReadSchema(schema);
        return ModelLoadContext.Load<ITransformer>(archive, _env, ModelFolder);
    }

    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        using var stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }

    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(
        ITransformer transformer, bool ignoreMissingColumns = true, SchemaDefinition inputSchemaDefinition = null,
        SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class
        where TDst : class, new() =>
        new(transformer, ignoreMissingColumns, inputSchemaDefinition, outputSchemaDefinition);

    public void Save<TSource>(ITransformer model, IDataLoader<TSource> loader, string filePath) => throw new NotSupportedException();

    public ITransformer LoadWithDataLoader(string filePath, out IDataLoader<IMultiStreamSource> loader) => throw new NotSupportedException();

    private static ZipArchive Open(Stream stream)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException ex)
        {
            throw new FormatException("The file is no model.", ex);
        }
    }
}
