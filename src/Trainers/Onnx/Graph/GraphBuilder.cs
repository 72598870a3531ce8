using System.Globalization;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>
/// Adds nodes and constants to a sink, each constant once. Every operator and attribute used means the same in operator sets 9 to 17, because ML.NET's converter
/// writes 9 to 12 and our files 17: no ReduceSum, Squeeze, Split, Slice or Clip, which changed between them.
/// </summary>
internal sealed class GraphBuilder(IGraphSink sink)
{
    private const long Float = 1, Int64 = 7; // TensorProto.DataType

    private readonly Dictionary<string, string> _constants = [];

    /// <summary>A scalar.</summary>
    public string Number(float value) =>
        Once(string.Create(CultureInfo.InvariantCulture, $"number.{value:R}"), name => sink.AddConstant(name, new[] { value }, []));

    public string Tensor(string name, ReadOnlyMemory<float> values, params IReadOnlyList<long> shape) =>
        Once(name, _ => sink.AddConstant(name, values, shape));

    public string Mask(string name, IReadOnlyList<bool> values) => Once(name, _ => sink.AddConstant(name, values, [values.Count]));

    public string Node(string operation, string name, params IReadOnlyList<string> inputs) => sink.AddNode(operation, name, inputs, []);

    public string Node(string operation, string name, IReadOnlyList<string> inputs, params IReadOnlyList<GraphAttribute> attributes) =>
        sink.AddNode(operation, name, inputs, attributes);

    /// <summary>One dimension may be −1: whatever is left.</summary>
    public string Reshape(string name, string x, params IReadOnlyList<long> shape)
    {
        string sizes = string.Join('.', shape.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        return Node("Reshape", name, x, Once($"shape.{sizes}", constant => sink.AddConstant(constant, shape, [shape.Count])));
    }

    /// <summary>The part with one index along axis 1, without that axis.</summary>
    public string Part(string name, string x, long index) =>
        Node("Gather", name, [x, Once($"index.{index}", constant => sink.AddConstant(constant, [index], []))], GraphAttribute.Integer("axis", 1));

    /// <summary>The entries of a vector at whole numbers that are held as float32.</summary>
    public string Entries(string name, string vector, string indices) =>
        Node("Gather", name, vector, Node("Cast", $"{name}.index", [indices], GraphAttribute.Integer("to", Int64)));

    public string ToFloat(string name, string x) => Node("Cast", name, [x], GraphAttribute.Integer("to", Float));

    /// <summary>The sum over the last axis, which has <paramref name="count"/> entries and keeps 1.</summary>
    public string Sum(string name, string x, int count) =>
        Node("MatMul", name, x, Once($"ones.{count}", constant => sink.AddConstant(constant, Enumerable.Repeat(1f, count).ToArray(), [count, 1])));

    /// <summary>x within two bounds; not for NaN.</summary>
    public string Clamp(string name, string x, float least, float most) =>
        Node("Max", name, Node("Min", $"{name}.most", x, Number(most)), Number(least));

    /// <summary>x, or the largest float32 where x is larger or not a number.</summary>
    public string Finite(string name, string x)
    {
        string largest = Number(float.MaxValue);
        return Node("Where", name, Node("IsNaN", $"{name}.nan", x), largest, Node("Min", $"{name}.most", x, largest));
    }

    private string Once(string name, Func<string, string> add)
    {
        if (!_constants.TryGetValue(name, out string? value))
            _constants.Add(name, value = add(name));
        return value;
    }
}
