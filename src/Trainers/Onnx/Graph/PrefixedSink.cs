namespace MLNet.Vae.Onnx.Graph;

/// <summary>Puts a word in front of every name, for a graph whose inputs and outputs have names of a user's.</summary>
internal sealed class PrefixedSink(IGraphSink sink, string prefix) : IGraphSink
{
    public string AddConstant(string name, ReadOnlyMemory<float> values, IReadOnlyList<long> shape) =>
        sink.AddConstant(prefix + name, values, shape);

    public string AddConstant(string name, IReadOnlyList<long> values, IReadOnlyList<long> shape) =>
        sink.AddConstant(prefix + name, values, shape);

    public string AddConstant(string name, IReadOnlyList<bool> values, IReadOnlyList<long> shape) =>
        sink.AddConstant(prefix + name, values, shape);

    public string AddNode(string operation, string name, IReadOnlyList<string> inputs, IReadOnlyList<GraphAttribute> attributes) =>
        sink.AddNode(operation, prefix + name, inputs, attributes);
}
