using MLNet.Vae.Onnx.Graph;
using MLNet.Vae.Onnx.Proto;

namespace MLNet.Vae.Onnx.Files;

/// <summary>A graph of ours under construction: a GraphProto. Values keep the names they are asked for by.</summary>
internal sealed class GraphFile : IGraphSink
{
    private const string BatchAxis = "N";

    private readonly List<ProtoMessage> _nodes = [], _initializers = [], _inputs = [], _outputs = [];

    /// <summary>Whether a node of the operator set ai.onnx.ml is there.</summary>
    public bool UsesMachineLearningOperators { get; private set; }

    public string AddConstant(string name, ReadOnlyMemory<float> values, IReadOnlyList<long> shape) =>
        Initialize(name, TensorMessage.Create(name, values.Span, shape));

    public string AddConstant(string name, IReadOnlyList<long> values, IReadOnlyList<long> shape) =>
        Initialize(name, TensorMessage.Create(name, values, shape));

    public string AddConstant(string name, IReadOnlyList<bool> values, IReadOnlyList<long> shape) =>
        Initialize(name, TensorMessage.Create(name, values, shape));

    public string AddNode(string operation, string name, IReadOnlyList<string> inputs, IReadOnlyList<GraphAttribute> attributes)
    {
        var node = Node(operation, name, inputs, name);
        foreach (var attribute in attributes)
        {
            var message = new ProtoMessage().Add(OnnxFields.Attribute.Name, attribute.Name);
            foreach (long value in attribute.Values)
                message.Add(attribute.IsList ? OnnxFields.Attribute.Integers : OnnxFields.Attribute.Integer, value);
            message.Add(OnnxFields.Attribute.Type, attribute.IsList ? OnnxFields.Attribute.IntegersType : OnnxFields.Attribute.IntegerType);
            node.Add(OnnxFields.Node.Attributes, message);
        }

        _nodes.Add(node);
        return name;
    }

    /// <summary>Declares an input, [N, <paramref name="width"/>].</summary>
    /// <returns>Its name.</returns>
    public string AddInput(string name, int width, string doc)
    {
        _inputs.Add(ValueInfo(name, width, ElementType.Float, doc));
        return name;
    }

    /// <summary>Makes a value of the graph an output, [N, <paramref name="width"/>].</summary>
    public void AddOutput(string name, string value, int width, string doc, ElementType type = ElementType.Float)
    {
        AddNode("Identity", name, [value], []);
        _outputs.Add(ValueInfo(name, width, type, doc));
    }

    /// <summary>Declares an input of one row, [1, <paramref name="width"/>].</summary>
    /// <returns>Its name.</returns>
    public string AddRowInput(string name, int width, string doc)
    {
        _inputs.Add(ValueInfo(name, ElementType.Float, doc, Dimension(1), Dimension(width)));
        return name;
    }

    /// <summary>Makes a value of a graph of one row an output of so many dimensions.</summary>
    public void AddRowOutput(string name, string value, IReadOnlyList<int> dimensions, string doc)
    {
        AddNode("Reshape", name, [value, AddConstant($"{name}.shape", [.. dimensions.Select(size => (long)size)], [dimensions.Count])], []);
        _outputs.Add(ValueInfo(name, ElementType.Float, doc, [.. dimensions.Select(Dimension)]));
    }

    /// <summary>
    /// Names the slots of an output the way in which ML.NET's ApplyOnnxModel looks for them: as the keys of a LabelEncoder that nothing
    /// reads.
    /// </summary>
    public void AddSlotNames(string output, IReadOnlyList<string> slotNames)
    {
        string name = $"mlnet.{output}.SlotNames";
        _initializers.Add(TensorMessage.Create(name, "one"));
        var keys = new ProtoMessage().Add(OnnxFields.Attribute.Name, "keys_strings");
        var values = new ProtoMessage().Add(OnnxFields.Attribute.Name, "values_int64s");
        for (int i = 0; i < slotNames.Count; i++)
        {
            keys.Add(OnnxFields.Attribute.Strings, slotNames[i]);
            values.Add(OnnxFields.Attribute.Integers, i);
        }

        _nodes.Add(Node("LabelEncoder", name, [name], $"mlnet.{output}.unusedOutput")
            .Add(OnnxFields.Node.Attributes, keys.Add(OnnxFields.Attribute.Type, OnnxFields.Attribute.StringsType))
            .Add(OnnxFields.Node.Attributes, values.Add(OnnxFields.Attribute.Type, OnnxFields.Attribute.IntegersType))
            .Add(OnnxFields.Node.Domain, "ai.onnx.ml"));
        UsesMachineLearningOperators = true;
    }

    public ProtoMessage ToMessage(string name)
    {
        var message = new ProtoMessage();
        Add(message, OnnxFields.Graph.Nodes, _nodes);
        message.Add(OnnxFields.Graph.Name, name);
        Add(message, OnnxFields.Graph.Initializers, _initializers);
        Add(message, OnnxFields.Graph.Inputs, _inputs);
        Add(message, OnnxFields.Graph.Outputs, _outputs);
        return message;
    }

    private string Initialize(string name, ProtoMessage tensor)
    {
        _initializers.Add(tensor);
        return name;
    }

    private static ProtoMessage Node(string operation, string name, IReadOnlyList<string> inputs, string output)
    {
        var node = new ProtoMessage();
        foreach (string input in inputs)
            node.Add(OnnxFields.Node.Inputs, input);
        return node.Add(OnnxFields.Node.Outputs, output).Add(OnnxFields.Node.Name, name).Add(OnnxFields.Node.OperatorType, operation);
    }

    private static ProtoMessage ValueInfo(string name, int width, ElementType type, string doc) =>
        ValueInfo(name, type, doc, new ProtoMessage().Add(OnnxFields.Shape.Parameter, BatchAxis), Dimension(width));

    private static ProtoMessage Dimension(int size) => new ProtoMessage().Add(OnnxFields.Shape.Value, size);

    private static ProtoMessage ValueInfo(string name, ElementType type, string doc, params ReadOnlySpan<ProtoMessage> dimensions)
    {
        var shape = new ProtoMessage();
        foreach (var dimension in dimensions)
            shape.Add(OnnxFields.Shape.Dimension, dimension);
        var tensor = new ProtoMessage().Add(OnnxFields.Type.ElementType, (long)type).Add(OnnxFields.Type.Shape, shape);
        return new ProtoMessage()
            .Add(OnnxFields.ValueInfo.Name, name)
            .Add(OnnxFields.ValueInfo.Type, new ProtoMessage().Add(OnnxFields.Type.Tensor, tensor))
            .Add(OnnxFields.ValueInfo.Doc, doc);
    }

    private static void Add(ProtoMessage message, int field, List<ProtoMessage> parts)
    {
        foreach (var part in parts)
            message.Add(field, part);
    }
}
