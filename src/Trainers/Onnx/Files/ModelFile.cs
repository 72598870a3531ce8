using System.Security.Cryptography;
using MLNet.Vae.Model;
using MLNet.Vae.Onnx.Proto;

namespace MLNet.Vae.Onnx.Files;

/// <summary>A fitted model as an ONNX file: a ModelProto. The same model gives the same bytes.</summary>
internal static class ModelFile
{
    /// <summary>Of our files; ONNX Runtime has read both since 1.12.</summary>
    public const int OperatorSet = 17, IrVersion = 8;

    private const int MachineLearningOperatorSet = 2; // the first with LabelEncoder by keys

    /// <param name="fitted">The model.</param>
    /// <param name="graph">The part of it.</param>
    /// <param name="featureNames">One for each feature, or null.</param>
    /// <param name="operatorSet">Another operator set, 11 to 17, for tests.</param>
    public static ProtoMessage Create(
        FittedModel fitted, VaeOnnxGraph graph, IReadOnlyList<string>? featureNames = null, int operatorSet = OperatorSet)
    {
        var file = new GraphFile();
        GraphParts.Add(file, fitted, graph, featureNames);
        var message = Create(file, operatorSet);
        foreach (var (key, value) in ModelMetadata.Create(fitted, graph, featureNames))
            message.Add(OnnxFields.Model.Metadata, Entry(key, value));
        return message.Add(OnnxFields.Model.Metadata, Entry(MetadataKeys.Checksum, Checksum(message)));
    }

    /// <summary>A graph as a file that no <see cref="VaeModel"/> is read back from.</summary>
    public static ProtoMessage Create(GraphFile file, int operatorSet = OperatorSet)
    {
        var message = new ProtoMessage()
            .Add(OnnxFields.Model.IrVersion, IrVersion)
            .Add(OnnxFields.Model.ProducerName, "MLNet.Vae")
            .Add(OnnxFields.Model.Graph, file.ToMessage("vae"))
            .Add(OnnxFields.Model.OperatorSets, OperatorSets("", operatorSet));
        if (file.UsesMachineLearningOperators)
            message.Add(OnnxFields.Model.OperatorSets, OperatorSets("ai.onnx.ml", MachineLearningOperatorSet));
        return message;
    }

    public static void WriteTo(this ProtoMessage message, Stream stream)
    {
        foreach (byte[] piece in message.Pieces)
            stream.Write(piece);
    }

    private static ProtoMessage OperatorSets(string domain, int version) =>
        new ProtoMessage().Add(OnnxFields.OperatorSet.Domain, domain).Add(OnnxFields.OperatorSet.Version, version);

    private static ProtoMessage Entry(string key, string value) =>
        new ProtoMessage().Add(OnnxFields.MetadataEntry.Key, key).Add(OnnxFields.MetadataEntry.Value, value);

    private static string Checksum(ProtoMessage message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] piece in message.Pieces)
            hash.AppendData(piece);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
