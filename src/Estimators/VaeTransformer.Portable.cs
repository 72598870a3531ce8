using MLNet.Vae.Onnx.Files;
using MLNet.Vae.Saving;

namespace MLNet.Vae;

/// <content>Saving for programs that have nothing from here.</content>
public sealed partial class VaeTransformer
{
    /// <summary>
    /// Writes a zip that <c>mlContext.Model.Load</c> loads in a program with Microsoft.ML, Microsoft.ML.OnnxTransformer and ONNX Runtime
    /// and nothing from here. What it loads adds the columns of this view, of the same names and types: Score and PValue are Single,
    /// PredictedLabel is Boolean. It gives the same values up to rounding, one row at a time. It is a chain of ML.NET's own transformers,
    /// so that nothing but scoring can be done with it: <see cref="Microsoft.ML.VaeTransformerExtensions.FindVae"/> finds no VAE in it.
    /// </summary>
    /// <param name="stream">Is written to from where it stands, and left open.</param>
    /// <param name="embeddingColumnName">Name of a column of posterior means to add to those of the view; null (the default) for
    /// none.</param>
    public void SavePortable(Stream stream, string? embeddingColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PortableModel.Save(this, _view, embeddingColumnName, stream);
    }

    /// <inheritdoc cref="SavePortable(Stream, string?)"/>
    /// <param name="path">
    /// The file; links are followed. It is written beside and renamed, so that a file that was there stays whole whatever fails. On Unix the
    /// new one takes its mode, and its owner and group where the system allows it.
    /// </param>
    /// <param name="embeddingColumnName">Name of a column of posterior means to add to those of the view; null (the default) for
    /// none.</param>
    /// <exception cref="IOException">As in <see cref="VaeModel.Save(string)"/>.</exception>
    public void SavePortable(string path, string? embeddingColumnName = null) =>
        AtomicFile.Write(path, stream => SavePortable(stream, embeddingColumnName));
}
