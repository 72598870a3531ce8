using System.Buffers.Binary;

namespace MLNet.Vae.Onnx.Files;

/// <summary>Reads float32 initializers, each against the size that it ought to have.</summary>
internal sealed class InitializerReader(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> initializers)
{
    /// <summary>Number of values of an initializer whose size the model leaves open; at least one.</summary>
    public int Count(string name)
    {
        int bytes = Find(name).Length;
        return bytes > 0 && bytes % sizeof(float) == 0
            ? bytes / sizeof(float)
            : throw Unexpected(name, $"it holds {bytes} bytes; expected one or more float32 values.");
    }

    public float[] Read(string name, int count)
    {
        Require(name, count);
        float[] values = new float[count];
        Read(name, values);
        return values;
    }

    public void Read(string name, Span<float> values)
    {
        var bytes = Require(name, values.Length).Span;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
            if (!float.IsFinite(values[i]))
                throw Unexpected(name, $"value {i} is {values[i]}; expected finite numbers.");
        }
    }

    private ReadOnlyMemory<byte> Require(string name, int count)
    {
        var bytes = Find(name);
        if (bytes.Length != (long)count * sizeof(float))
            throw Unexpected(name, $"it holds {bytes.Length} bytes; expected {count} float32 values.");
        return bytes;
    }

    private ReadOnlyMemory<byte> Find(string name) =>
        initializers.TryGetValue(name, out var bytes) ? bytes : throw Unexpected(name, "it is missing.");

    public static VaeModelFormatException Unexpected(string name, string what) => new($"Initializer {name}", what);
}
