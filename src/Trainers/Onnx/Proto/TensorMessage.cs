using System.Buffers.Binary;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Onnx.Proto;

/// <summary>A TensorProto: its values little-endian, whatever the machine.</summary>
internal static class TensorMessage
{
    public static ProtoMessage Create(string name, ReadOnlySpan<float> values, IReadOnlyList<long> shape)
    {
        byte[] bytes = new byte[ProtoMessage.RequireLength((long)values.Length * sizeof(float))];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        return Create(name, ElementType.Float, shape, bytes);
    }

    public static ProtoMessage Create(string name, IReadOnlyList<long> values, IReadOnlyList<long> shape)
    {
        byte[] bytes = new byte[values.Count * sizeof(long)];
        for (int i = 0; i < values.Count; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), values[i]);
        return Create(name, ElementType.Int64, shape, bytes);
    }

    public static ProtoMessage Create(string name, IReadOnlyList<bool> values, IReadOnlyList<long> shape) =>
        Create(name, ElementType.Boolean, shape, [.. values.Select(value => value ? (byte)1 : (byte)0)]);

    /// <summary>One string, [1, 1].</summary>
    public static ProtoMessage Create(string name, string value) =>
        Header(ElementType.String, [1, 1]).Add(OnnxFields.Tensor.StringData, value).Add(OnnxFields.Tensor.Name, name);

    private static ProtoMessage Create(string name, ElementType type, IReadOnlyList<long> shape, byte[] values) =>
        Header(type, shape).Add(OnnxFields.Tensor.Name, name).Add(OnnxFields.Tensor.RawData, values);

    private static ProtoMessage Header(ElementType type, IReadOnlyList<long> shape)
    {
        var message = new ProtoMessage();
        foreach (long dimension in shape)
            message.Add(OnnxFields.Tensor.Dimensions, dimension);
        return message.Add(OnnxFields.Tensor.DataType, (long)type);
    }
}
