using Microsoft.ML;
using MLNet.Vae.MlNet;

namespace MLNet.Vae.Saving;

/// <summary>A transformer's folder in ML.NET's zip: the model as the ONNX file that it is, and beside it the columns.</summary>
internal static class TransformerZip
{
    private const string ModelEntry = "Model.onnx", ColumnsEntry = "Columns";

    public static void Save(ModelSaveContext context, VaeTransformerBase transformer)
    {
        ArgumentNullException.ThrowIfNull(context);
        MlNetInternals.Use("to save a transformer", () =>
        {
            context.CheckAtModel();
            context.SetVersionInfo(VersionOf(transformer.Kind));
            context.SaveBinaryStream(ModelEntry, writer => transformer.Model.Save(writer.BaseStream));
            context.SaveBinaryStream(ColumnsEntry, transformer.Columns.Write);
        });
    }

    /// <exception cref="VaeModelFormatException">An entry is missing or not what <see cref="Save"/> writes.</exception>
    public static T Load<T>(ModelLoadContext context, TransformerKind kind, Func<VaeModel, SavedColumns, T> make)
        where T : VaeTransformerBase =>
        MlNetInternals.Use("to load a transformer", () =>
        {
            context.CheckAtModel(VersionOf(kind));
            var model = Read(context, ModelEntry, reader => VaeModel.Load(reader.BaseStream));
            return Read(context, ColumnsEntry, reader =>
                make(model, SavedColumns.Read(reader, model.FeatureCount, model.ContextCount, context.Header.ModelVerWritten)));
        });

    private static T Read<T>(ModelLoadContext context, string entry, Func<BinaryReader, T> read)
        where T : class
    {
        T? result = null;
        try
        {
            if (!context.TryLoadBinaryStream(entry, reader => result = read(reader)))
                throw new VaeModelFormatException($"Entry {entry}", "the zip does not hold it.");
        }
        // A damaged zip; a text that is cut, too long or no UTF-8; an empty name.
        catch (Exception exception) when (exception is InvalidDataException or IOException or ArgumentException
            || (exception is FormatException and not VaeModelFormatException))
        {
            throw new VaeModelFormatException($"Entry {entry}", exception.Message, exception);
        }

        return result!;
    }

    // ML.NET finds the loader through Assembly.Load of the name in the header. The simple one finds any version.
    private static VersionInfo VersionOf(TransformerKind kind) =>
        new(
        kind.ModelSignature,
        SavedColumns.Version,
        SavedColumns.Version,
        SavedColumns.FirstVersion,
        typeof(TransformerZip).Assembly.GetName().Name,
        kind.LoaderSignature);
}
