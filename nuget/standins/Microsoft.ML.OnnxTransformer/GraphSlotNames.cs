using Google.Protobuf;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>The keys of the node mlnet.{output}.SlotNames, by the field numbers of onnx.proto.</summary>
internal static class GraphSlotNames
{
    private const int Graph = 7, Node = 1, NodeName = 3, Attribute = 5, AttributeName = 1, Strings = 9;

    public static string[] Of(byte[] model, string output) =>
    [
        .. from graph in Fields(ByteString.CopyFrom(model), Graph)
           from node in Fields(graph, Node)
           where Fields(node, NodeName).Single().ToStringUtf8() == $"mlnet.{output}.SlotNames"
           from attribute in Fields(node, Attribute)
           where Fields(attribute, AttributeName).Single().ToStringUtf8() == "keys_strings"
           from key in Fields(attribute, Strings)
           select key.ToStringUtf8()
    ];

    private static IEnumerable<ByteString> Fields(ByteString message, int number)
    {
        var input = message.CreateCodedInput();
        for (uint tag; (tag = input.ReadTag()) != 0;)
        {
            if (WireFormat.GetTagFieldNumber(tag) == number && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
                yield return input.ReadBytes();
            else
                input.SkipLastField();
        }
    }
}
