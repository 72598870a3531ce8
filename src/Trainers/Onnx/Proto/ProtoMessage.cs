using System.Globalization;
using Google.Protobuf;

namespace MLNet.Vae.Onnx.Proto;

/// <summary>
/// A protobuf message as the pieces of its encoding, in the order in which its fields were added. The pieces of a message within another
/// one are shared, not copied.
/// </summary>
internal sealed class ProtoMessage
{
    // Protobuf ends at 2 GiB; this leaves room for what surrounds a message.
    private const int MaximumLength = 2_000_000_000;

    private readonly List<byte[]> _pieces = [];

    /// <summary>The encoding, piece by piece.</summary>
    public IReadOnlyList<byte[]> Pieces => _pieces;

    /// <summary>Bytes of the encoding.</summary>
    public long Length { get; private set; }

    public ProtoMessage Add(int field, long value)
    {
        int size = CodedOutputStream.ComputeTagSize(field) + CodedOutputStream.ComputeInt64Size(value);
        return Append(size, output =>
        {
            output.WriteTag(field, WireFormat.WireType.Varint);
            output.WriteInt64(value);
        });
    }

    public ProtoMessage Add(int field, string value)
    {
        int size = CodedOutputStream.ComputeTagSize(field) + CodedOutputStream.ComputeStringSize(value);
        return Append(size, output =>
        {
            output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            output.WriteString(value);
        });
    }

    public ProtoMessage Add(int field, byte[] value)
    {
        AppendLength(field, value.Length);
        return Append(value);
    }

    public ProtoMessage Add(int field, ProtoMessage value)
    {
        AppendLength(field, value.Length);
        foreach (byte[] piece in value._pieces)
            Append(piece);
        return this;
    }

    /// <exception cref="InvalidOperationException">It is too much for an ONNX file.</exception>
    public static int RequireLength(long length) => length <= MaximumLength ? (int)length : throw new InvalidOperationException(
        string.Create(
            CultureInfo.InvariantCulture,
            $"The model takes at least {length:N0} bytes; an ONNX file holds at most {MaximumLength:N0}."));

    private void AppendLength(int field, long length)
    {
        int content = RequireLength(length);
        Append(CodedOutputStream.ComputeTagSize(field) + CodedOutputStream.ComputeLengthSize(content), output =>
        {
            output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            output.WriteLength(content);
        });
    }

    private ProtoMessage Append(int size, Action<CodedOutputStream> write)
    {
        byte[] piece = new byte[size];
        var output = new CodedOutputStream(piece);
        write(output);
        output.CheckNoSpaceLeft();
        return Append(piece);
    }

    private ProtoMessage Append(byte[] piece)
    {
        _pieces.Add(piece);
        Length += piece.Length;
        return this;
    }
}
