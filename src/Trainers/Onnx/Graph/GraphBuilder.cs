using System.Globalization;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>
/// Adds nodes and constants to a sink, each constant once. Every operator and attribute in use means the same in operator sets 11 to 17,
/// because ML.NET's converter writes up to 12 and our files 17: no ReduceSum, Squeeze, Split, Slice or Clip, which changed between them.
/// </summary>
internal sealed class GraphBuilder(IGraphSink sink)
{
    private readonly Dictionary<string, GraphValue> _constants = [];
    private string _scope = "";
    private int _nodes;

    /// <summary>A value that the sink has already.</summary>
    public GraphValue Value(string name) => new(this, name);

    /// <summary>A scalar.</summary>
    public GraphValue Number(float value) =>
        Once(string.Create(CultureInfo.InvariantCulture, $"number.{value:R}"), name => sink.AddConstant(name, new[] { value }, []));

    public GraphValue Tensor(string name, ReadOnlyMemory<float> values, params IReadOnlyList<long> shape) =>
        Once(name, _ => sink.AddConstant(name, values, shape));

    /// <summary>An int64 tensor.</summary>
    public GraphValue Whole(string name, IReadOnlyList<long> values, params IReadOnlyList<long> shape) =>
        Once(name, _ => sink.AddConstant(name, values, shape));

    public GraphValue Mask(string name, IReadOnlyList<bool> values) => Once(name, _ => sink.AddConstant(name, values, [values.Count]));

    /// <summary>Ones, [<paramref name="count"/>, 1]: a product with them is a sum.</summary>
    public GraphValue Ones(int count) => Once(
        string.Create(CultureInfo.InvariantCulture, $"ones.{count}"),
        name => sink.AddConstant(name, Enumerable.Repeat(1f, count).ToArray(), [count, 1]));

    /// <summary>0, 1, 2, … as int64, so many.</summary>
    public GraphValue FirstIndices(int count) => Once(
        string.Create(CultureInfo.InvariantCulture, $"first.{count}"),
        name => sink.AddConstant(name, [.. Enumerable.Range(0, count).Select(i => (long)i)], [count]));

    /// <summary>An int64 scalar.</summary>
    public GraphValue Index(long value) =>
        Once(string.Create(CultureInfo.InvariantCulture, $"index.{value}"), name => sink.AddConstant(name, [value], []));

    /// <summary>An int64 vector.</summary>
    public GraphValue Shape(IReadOnlyList<long> sizes) => Once(
        $"shape.{string.Join('.', sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)))}",
        name => sink.AddConstant(name, sizes, [sizes.Count]));

    public GraphValue Node(string operation, IReadOnlyList<GraphValue> inputs, params IReadOnlyList<GraphAttribute> attributes)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{_scope}{operation}.{_nodes++}");
        return Value(sink.AddNode(operation, name, [.. inputs.Select(input => input.Name)], attributes));
    }

    /// <summary>Puts a word in front of the names of the nodes that are added until it is disposed of.</summary>
    public IDisposable Scope(string name)
    {
        var scope = new ScopeEnd(this, _scope);
        _scope += $"{name}.";
        return scope;
    }

    private GraphValue Once(string name, Func<string, string> add)
    {
        if (!_constants.TryGetValue(name, out var value))
            _constants.Add(name, value = Value(add(name)));
        return value;
    }

    private sealed class ScopeEnd(GraphBuilder graph, string outer) : IDisposable
    {
        public void Dispose() => graph._scope = outer;
    }
}
