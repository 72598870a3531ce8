using MLNet.Vae.Onnx.Files;
using MLNet.Vae.Saving;

namespace Microsoft.ML;

/// <summary>Adds to <see cref="MLContext.Model"/> saving for programs that have nothing from here.</summary>
public static class VaeModelOperationsCatalog
{
    /// <summary>
    /// Writes a zip that <c>mlContext.Model.Load</c> loads in a program with Microsoft.ML, Microsoft.ML.OnnxTransformer, ONNX Runtime and
    /// the packages of the model's other steps, and nothing from here. It is a chain of ML.NET's own transformers that adds the columns of
    /// the model, of the same names and types and with the same values up to rounding, one row at a time. Nothing but scoring can be done
    /// with it: <see cref="VaeTransformerExtensions.FindVae"/> finds no VAE in it.
    /// </summary>
    /// <param name="catalog">The catalog of operations on models.</param>
    /// <param name="model">The fitted model, whole: a VAE alone lacks the steps before it.</param>
    /// <param name="inputSchema">The schema of the rows that the model is to transform.</param>
    /// <param name="stream">Is written to from where it stands, and left open.</param>
    /// <exception cref="ArgumentException">The model has steps that are neither ML.NET's own nor from here, such as a custom mapping; the
    /// message names them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column that a VAE reads is missing in the schema, of another type, size or
    /// slots.</exception>
    public static void SavePortable(this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputSchema);
        ArgumentNullException.ThrowIfNull(stream);
        PortableModel.Save(model, inputSchema, stream);
    }

    /// <inheritdoc cref="SavePortable(ModelOperationsCatalog, ITransformer, DataViewSchema, Stream)"/>
    /// <param name="catalog">The catalog of operations on models.</param>
    /// <param name="model">The fitted model, whole: a VAE alone lacks the steps before it.</param>
    /// <param name="inputSchema">The schema of the rows that the model is to transform.</param>
    /// <param name="filePath">
    /// The file; links are followed. It is written beside and renamed, so that a file that was there stays whole whatever fails. On Unix the
    /// new one takes its mode, and its owner and group where the system allows it.
    /// </param>
    /// <exception cref="IOException">As in <see cref="MLNet.Vae.VaeModel.Save(string)"/>.</exception>
    public static void SavePortable(this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema inputSchema, string filePath)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        AtomicFile.Write(filePath, stream => catalog.SavePortable(model, inputSchema, stream));
    }
}
