using Google.Protobuf;

namespace MLNet.Vae.Onnx.Proto;

/// <summary>One field of a protobuf message, found but not read: its tag and where it lies in the file.</summary>
/// <param name="File">The whole file.</param>
/// <param name="Tag">Number and wire type.</param>
/// <param name="Start">Where the field begins, its tag included.</param>
/// <param name="Value">Where its value begins.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct ProtoField(byte[] File, uint Tag, int Start, int Value, int End)
{
    public int Number => WireFormat.GetTagFieldNumber(Tag);

    /// <summary>
    /// The fields of the message that fills a part of the file. Finding them allocates nothing of a size that the file names.
    /// </summary>
    /// <exception cref="InvalidProtocolBufferException">The part does not hold whole fields.</exception>
    public static IEnumerable<ProtoField> Parse(byte[] file, int start, int length)
    {
        var input = new CodedInputStream(file, start, length);
        while (!input.IsAtEnd)
        {
            int begin = (int)input.Position;
            uint tag = input.ReadTag();
            int value = (int)input.Position;
            input.SkipLastField();
            yield return new ProtoField(file, tag, begin, value, (int)input.Position);
        }
    }

    /// <summary>The fields of the message that this field holds.</summary>
    public IEnumerable<ProtoField> Fields()
    {
        var (start, length) = Content();
        return Parse(File, start, length);
    }

    /// <summary>The bytes that this field holds.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        var (start, length) = Content();
        return File.AsMemory(start, length);
    }

    public string Text() => Input(WireFormat.WireType.LengthDelimited).ReadString();

    private (int Start, int Length) Content()
    {
        var input = Input(WireFormat.WireType.LengthDelimited);
        int length = input.ReadLength();
        return ((int)input.Position, length);
    }

    private CodedInputStream Input(WireFormat.WireType expected)
    {
        var found = WireFormat.GetTagWireType(Tag);
        if (found != expected)
            throw new VaeModelFormatException($"Byte {Start}", $"field {Number} is encoded as {found}; expected {expected}.");
        return new CodedInputStream(File, Value, End - Value);
    }
}
