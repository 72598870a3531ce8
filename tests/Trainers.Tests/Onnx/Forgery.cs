using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MLNet.Vae.Onnx.Files;
using MLNet.Vae.Onnx.Proto;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>Files that someone else changed with care: what they hold is another thing, and the checksum fits it.</summary>
internal static class Forgery
{
    /// <summary>One metadata entry changed, or with null taken away.</summary>
    public static byte[] Metadata(byte[] file, string key, string? value) => Sealed(Fields(file).SelectMany<ProtoField, byte[]>(field =>
        field.Number != OnnxFields.Model.Metadata || field.Fields().First().Text() != key ? [Encoding(field)]
        : value is null ? []
        : [Bytes(new ProtoMessage().Add(OnnxFields.Model.Metadata, Entry(key, value)))]));

    /// <summary>Fields added at the end of the model.</summary>
    public static byte[] InModel(byte[] file, ProtoMessage fields) => Sealed([.. Fields(file).Select(Encoding), Bytes(fields)]);

    /// <summary>Fields added at the end of the graph.</summary>
    public static byte[] InGraph(byte[] file, ProtoMessage fields) =>
        Graph(file, graph => [.. graph.Fields().Select(Encoding), Bytes(fields)]);

    /// <summary>An initializer changed, or with null taken away.</summary>
    public static byte[] Initializer(byte[] file, string name, ProtoMessage? tensor) =>
        Graph(file, graph => graph.Fields().SelectMany<ProtoField, byte[]>(field =>
            !IsInitializer(field, name) ? [Encoding(field)]
            : tensor is null ? []
            : [Bytes(new ProtoMessage().Add(OnnxFields.Graph.Initializers, tensor))]));

    /// <summary>The values of an initializer changed.</summary>
    public static byte[] Values(byte[] file, string name, Action<Span<float>> change) => Graph(file, graph => graph.Fields().Select(field =>
    {
        byte[] encoding = Encoding(field);
        if (IsInitializer(field, name))
        {
            var raw = field.Fields().Single(part => part.Number == OnnxFields.Tensor.RawData).Bytes();
            change(MemoryMarshal.Cast<byte, float>(encoding.AsSpan(encoding.Length - raw.Length)));
        }

        return encoding;
    }));

    private static byte[] Graph(byte[] file, Func<ProtoField, IEnumerable<byte[]>> fields) => Sealed(Fields(file).Select(field =>
    {
        if (field.Number != OnnxFields.Model.Graph)
            return Encoding(field);
        byte[] content = [.. fields(field).SelectMany(bytes => bytes)];
        return Bytes(new ProtoMessage().Add(OnnxFields.Model.Graph, content));
    }));

    // All but the checksum, which is last.
    private static IEnumerable<ProtoField> Fields(byte[] file) => ProtoField.Parse(file, 0, file.Length).SkipLast(1);

    private static byte[] Sealed(IEnumerable<byte[]> fields)
    {
        byte[] content = [.. fields.SelectMany(bytes => bytes)];
        string checksum = Convert.ToHexStringLower(SHA256.HashData(content));
        return [.. content, .. Bytes(new ProtoMessage().Add(OnnxFields.Model.Metadata, Entry(MetadataKeys.Checksum, checksum)))];
    }

    private static bool IsInitializer(ProtoField field, string name) =>
        field.Number == OnnxFields.Graph.Initializers
        && field.Fields().Any(part => part.Number == OnnxFields.Tensor.Name && part.Text() == name);

    private static ProtoMessage Entry(string key, string value) =>
        new ProtoMessage().Add(OnnxFields.MetadataEntry.Key, key).Add(OnnxFields.MetadataEntry.Value, value);

    private static byte[] Encoding(ProtoField field) => field.File[field.Start..field.End];

    private static byte[] Bytes(ProtoMessage message) => [.. message.Pieces.SelectMany(piece => piece)];
}
