using MLNet.Vae.Model;
using MLNet.Vae.Onnx.Files;

namespace MLNet.Vae;

/// <content>Saving, loading and ONNX, which are one.</content>
public sealed partial class VaeModel
{
    internal FittedModel Fitted => new(_weights, _calibration);

    /// <summary>
    /// Writes the model as one ONNX file (operator set 17): the graph of <see cref="VaeOnnxGraph.Scorer"/>, which any ONNX runtime runs,
    /// with all that <see cref="Load(Stream)"/> needs beside it. The same model gives the same bytes.
    /// </summary>
    /// <param name="stream">Is written to from where it stands, and left open.</param>
    /// <exception cref="InvalidOperationException">The model takes more than 2 GB.</exception>
    public void Save(Stream stream) => ExportOnnx(stream, VaeOnnxGraph.Scorer);

    /// <inheritdoc cref="Save(Stream)"/>
    /// <param name="path">
    /// The file; links are followed. It is written beside and renamed, so that a file that was there stays whole whatever fails. On Unix the
    /// new one takes its mode, and its owner and group where the system allows it; on Windows it has the access rights of its folder. Another
    /// hard link to the file that was there keeps the old content.
    /// </param>
    /// <exception cref="IOException">The path leads to a folder, a device or a pipe; or the file cannot be written beside and renamed:
    /// its folder is not there or takes no new file, or it is mounted alone into a container. The message says which. What
    /// <c>File.Create</c> opens can be saved into, too, and is half a file where that fails.</exception>
    public void Save(string path) => AtomicFile.Write(path, Save);

    /// <summary>
    /// Reads what <see cref="Save(Stream)"/> wrote. Every result of the model is the same to the bit. The file may come from anyone:
    /// nothing in it is run, and time and memory are bounded by its size.
    /// </summary>
    /// <param name="stream">Is read to its end, and left open.</param>
    /// <exception cref="VaeModelFormatException">The file is cut, altered, of a newer version, or not from here.</exception>
    public static VaeModel Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new VaeModel(ModelReader.Read(WholeStream.Read(stream)));
    }

    /// <inheritdoc cref="Load(Stream)"/>
    /// <param name="path">The file.</param>
    public static VaeModel Load(string path)
    {
        using var stream = File.OpenRead(path);
        return Load(stream);
    }

    /// <summary>Writes the model, or a part of it, as an ONNX file (operator set 17) for batches of any number of rows.</summary>
    /// <param name="stream">Is written to from where it stands, and left open.</param>
    /// <param name="graph">Which part.</param>
    /// <param name="featureNames">
    /// One name for each feature, by which ML.NET's <c>ApplyOnnxModel</c> names the slots of the outputs; null (the default) for none. They
    /// stand in nodes of the operator set ai.onnx.ml, which not every runtime knows.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="graph"/> is none of the three.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="featureNames"/> has another length than <see cref="FeatureCount"/>.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model takes more than 2 GB.</exception>
    public void ExportOnnx(Stream stream, VaeOnnxGraph graph, IReadOnlyList<string>? featureNames = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!Enum.IsDefined(graph))
        {
            throw new ArgumentOutOfRangeException(
                nameof(graph), graph, $"Expected one of {string.Join(", ", Enum.GetNames<VaeOnnxGraph>())}.");
        }

        if (featureNames is not null && featureNames.Count != FeatureCount)
        {
            throw new ArgumentException(
                $"There are {featureNames.Count} names; expected {FeatureCount}, one for each feature.", nameof(featureNames));
        }

        ModelFile.Create(Fitted, graph, featureNames).WriteTo(stream);
    }
}
