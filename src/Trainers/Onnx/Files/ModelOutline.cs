using Google.Protobuf;
using MLNet.Vae.Onnx.Proto;

namespace MLNet.Vae.Onnx.Files;

/// <summary>What an ONNX file holds of a model: its metadata, and where its initializers lie. The rest is not looked at.</summary>
internal sealed class ModelOutline
{
    private readonly Dictionary<string, string> _metadata = [];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _initializers = [];

    private ModelOutline(byte[] file)
    {
        foreach (var field in ProtoField.Parse(file, 0, file.Length))
        {
            if (field.Number == OnnxFields.Model.Graph)
                AddInitializers(field);
            else if (field.Number == OnnxFields.Model.Metadata)
                AddMetadata(field);
        }
    }

    /// <summary>Values by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>The bytes of float32 values by name.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Initializers => _initializers;

    /// <summary>Where the last metadata entry begins.</summary>
    public int LastMetadataStart { get; private set; }

    /// <summary>Where it ends.</summary>
    public int LastMetadataEnd { get; private set; }

    public string LastMetadataKey { get; private set; } = "";

    /// <exception cref="VaeModelFormatException">The file is cut or is no protobuf message, or a name occurs twice.</exception>
    public static ModelOutline Parse(byte[] file)
    {
        try
        {
            return new ModelOutline(file);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new VaeModelFormatException($"Somewhere in its {file.Length} bytes", "it is cut or is no ONNX file.", exception);
        }
    }

    private void AddInitializers(ProtoField graph)
    {
        foreach (var initializer in graph.Fields())
        {
            if (initializer.Number != OnnxFields.Graph.Initializers)
                continue;
            string name = "";
            ReadOnlyMemory<byte> values = default;
            foreach (var field in initializer.Fields())
            {
                if (field.Number == OnnxFields.Tensor.Name)
                    name = field.Text();
                else if (field.Number == OnnxFields.Tensor.RawData)
                    values = field.Bytes();
            }

            if (!_initializers.TryAdd(name, values))
                throw new VaeModelFormatException($"Initializer {name}", "it occurs twice.");
        }
    }

    private void AddMetadata(ProtoField entry)
    {
        string key = "", value = "";
        foreach (var field in entry.Fields())
        {
            if (field.Number == OnnxFields.MetadataEntry.Key)
                key = field.Text();
            else if (field.Number == OnnxFields.MetadataEntry.Value)
                value = field.Text();
        }

        if (!_metadata.TryAdd(key, value))
            throw new VaeModelFormatException($"Metadata {key}", "it occurs twice.");
        (LastMetadataStart, LastMetadataEnd, LastMetadataKey) = (entry.Start, entry.End, key);
    }
}
