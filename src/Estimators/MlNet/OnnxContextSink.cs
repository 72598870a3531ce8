using System.Runtime.InteropServices;
using Microsoft.ML.Model.OnnxConverter;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.MlNet;

/// <summary>Adds our graphs to the ONNX model that ML.NET's converter has under construction.</summary>
internal sealed class OnnxContextSink(OnnxContext context) : IGraphSink
{
    // The converter takes the name of every value for that of a column, too, which then stands for the value.
    private const string Prefix = "mlnet.vae.";

    public string AddConstant(string name, ReadOnlyMemory<float> values, IReadOnlyList<long> shape) => shape.Count == 0
        ? context.AddInitializer(values.Span[0], Prefix + name)
        : context.AddInitializer(MemoryMarshal.ToEnumerable(values), shape, Prefix + name);

    public string AddConstant(string name, IReadOnlyList<long> values, IReadOnlyList<long> shape) => shape.Count == 0
        ? context.AddInitializer(values[0], Prefix + name)
        : context.AddInitializer(values, shape, Prefix + name);

    public string AddConstant(string name, IReadOnlyList<bool> values, IReadOnlyList<long> shape) =>
        context.AddInitializer(values, shape, Prefix + name);

    public string AddNode(string operation, string name, IReadOnlyList<string> inputs, IReadOnlyList<GraphAttribute> attributes)
    {
        string output = context.AddIntermediateVariable(null, Prefix + name, skip: true);
        var node = context.CreateNode(operation, inputs, [output], context.GetNodeName(Prefix + name), domain: "");
        foreach (var attribute in attributes)
            Add(node, attribute);
        return output;
    }

    private static void Add(OnnxNode node, GraphAttribute attribute)
    {
        if (attribute.IsList)
            node.AddAttribute(attribute.Name, attribute.Values);
        else
            node.AddAttribute(attribute.Name, attribute.Values[0]);
    }
}
