namespace MLNet.Vae.Onnx.Graph;

/// <summary>
/// Where a graph is written to: a file of ours, or the model that ML.NET's converter has under construction. A sink may give a value
/// another name than it was asked for, so the name returned is the one to go on with. No two values are asked for by the same name.
/// </summary>
internal interface IGraphSink
{
    /// <summary>Adds a float32 initializer; an empty shape makes it a scalar.</summary>
    string AddConstant(string name, ReadOnlyMemory<float> values, IReadOnlyList<long> shape);

    /// <summary>Adds an int64 initializer; an empty shape makes it a scalar.</summary>
    string AddConstant(string name, IReadOnlyList<long> values, IReadOnlyList<long> shape);

    /// <summary>Adds a Boolean initializer.</summary>
    string AddConstant(string name, IReadOnlyList<bool> values, IReadOnlyList<long> shape);

    /// <summary>Adds a node of the default operator set with one output, after all the nodes that it reads.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="name">What to call the node and its output.</param>
    /// <param name="inputs">Names that this sink returned, or of the graph's inputs.</param>
    /// <param name="attributes">Attributes that differ from their defaults.</param>
    /// <returns>The name of the output.</returns>
    string AddNode(string operation, string name, IReadOnlyList<string> inputs, IReadOnlyList<GraphAttribute> attributes);
}
