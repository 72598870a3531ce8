namespace MLNet.Vae.Onnx.Graph;

/// <summary>A value of a graph under construction. What is computed from it becomes a node of the graph.</summary>
internal sealed record GraphValue(GraphBuilder Graph, string Name)
{
    public static GraphValue operator +(GraphValue a, GraphValue b) => a.Graph.Node("Add", [a, b]);

    public static GraphValue operator +(GraphValue a, float b) => a + a.Graph.Number(b);

    public static GraphValue operator +(float a, GraphValue b) => b.Graph.Number(a) + b;

    public static GraphValue operator -(GraphValue a, GraphValue b) => a.Graph.Node("Sub", [a, b]);

    public static GraphValue operator -(GraphValue a, float b) => a - a.Graph.Number(b);

    public static GraphValue operator -(float a, GraphValue b) => b.Graph.Number(a) - b;

    public static GraphValue operator -(GraphValue a) => a.Graph.Node("Neg", [a]);

    public static GraphValue operator *(GraphValue a, GraphValue b) => a.Graph.Node("Mul", [a, b]);

    public static GraphValue operator *(float a, GraphValue b) => b.Graph.Number(a) * b;

    public static GraphValue operator /(GraphValue a, GraphValue b) => a.Graph.Node("Div", [a, b]);

    public static GraphValue operator /(GraphValue a, float b) => a / a.Graph.Number(b);

    public static GraphValue operator /(float a, GraphValue b) => b.Graph.Number(a) / b;

    public static GraphValue operator <(GraphValue a, GraphValue b) => a.Graph.Node("Less", [a, b]);

    public static GraphValue operator <(GraphValue a, float b) => a < a.Graph.Number(b);

    public static GraphValue operator >(GraphValue a, GraphValue b) => a.Graph.Node("Greater", [a, b]);

    public static GraphValue operator >(GraphValue a, float b) => a > a.Graph.Number(b);

    /// <summary>Of Boolean values.</summary>
    public static GraphValue operator |(GraphValue a, GraphValue b) => a.Graph.Node("Or", [a, b]);

    /// <summary>Of Boolean values.</summary>
    public static GraphValue operator &(GraphValue a, GraphValue b) => a.Graph.Node("And", [a, b]);

    /// <summary>Of a Boolean value.</summary>
    public static GraphValue operator !(GraphValue a) => a.Graph.Node("Not", [a]);

    public GraphValue Exp() => Graph.Node("Exp", [this]);

    public GraphValue Log() => Graph.Node("Log", [this]);

    /// <summary>log(1 + x) for x ≥ 0, also where x is far below 1: what rounding takes from x in the sum it takes from the divisor, too.</summary>
    public GraphValue LogOfOnePlus()
    {
        var sum = 1 + this;
        var kept = sum - 1;
        return (kept > 0).Choose(sum.Log() * (this / kept.AtLeast(float.Epsilon)), this);
    }

    /// <summary>The nearest whole number; halves to even ones.</summary>
    public GraphValue Round() => Graph.Node("Round", [this]);

    public GraphValue Abs() => Graph.Node("Abs", [this]);

    public GraphValue IsNaN() => Graph.Node("IsNaN", [this]);

    public GraphValue AtLeast(float min) => Graph.Node("Max", [this, Graph.Number(min)]);

    public GraphValue AtMost(float max) => Graph.Node("Min", [this, Graph.Number(max)]);

    /// <summary>Not for NaN: a runtime may give either bound.</summary>
    public GraphValue Clamp(float min, float max) => AtMost(max).AtLeast(min);

    /// <summary>This, or the largest float32 where it is larger or not a number.</summary>
    public GraphValue Finite() => IsNaN().Choose(Graph.Number(float.MaxValue), AtMost(float.MaxValue));

    /// <summary>Of a Boolean value: one where it is true, the other where not.</summary>
    public GraphValue Choose(GraphValue whenTrue, GraphValue whenFalse) => Graph.Node("Where", [this, whenTrue, whenFalse]);

    public GraphValue ToFloat() => Graph.Node("Cast", [this], GraphAttribute.Integer("to", (long)ElementType.Float));

    /// <summary>The sum over the last axis, which has <paramref name="count"/> entries and keeps 1.</summary>
    public GraphValue Sum(int count) => Graph.Node("MatMul", [this, Graph.Ones(count)]);

    /// <summary>The mean over axis 1, without that axis.</summary>
    public GraphValue Mean() =>
        Graph.Node("ReduceMean", [this], GraphAttribute.Integers("axes", 1), GraphAttribute.Integer("keepdims", 0));

    /// <summary>The largest along an axis, which keeps 1.</summary>
    public GraphValue Largest(int axis) =>
        Graph.Node("ReduceMax", [this], GraphAttribute.Integers("axes", axis), GraphAttribute.Integer("keepdims", 1));

    /// <summary>The least along an axis, which keeps 1.</summary>
    public GraphValue Least(int axis) =>
        Graph.Node("ReduceMin", [this], GraphAttribute.Integers("axes", axis), GraphAttribute.Integer("keepdims", 1));

    /// <summary>The index of the largest along an axis, which keeps 1, as float32; the first of equal ones.</summary>
    public GraphValue IndexOfLargest(int axis) =>
        Graph.Node("ArgMax", [this], GraphAttribute.Integer("axis", axis), GraphAttribute.Integer("keepdims", 1)).ToFloat();

    /// <summary>This and another value, one behind the other along an axis.</summary>
    public GraphValue Beside(GraphValue other, int axis) => Graph.Node("Concat", [this, other], GraphAttribute.Integer("axis", axis));

    /// <summary>One size may be −1: whatever is left.</summary>
    public GraphValue Reshape(params IReadOnlyList<long> sizes) => Graph.Node("Reshape", [this, Graph.Shape(sizes)]);

    /// <summary>With its axes in another order.</summary>
    public GraphValue Transpose(params IReadOnlyList<long> axes) => Graph.Node("Transpose", [this], GraphAttribute.Integers("perm", axes));

    /// <summary>The same values in the shape of another.</summary>
    public GraphValue ReshapeLike(GraphValue other) => Graph.Node("Reshape", [this, Graph.Node("Shape", [other])]);

    /// <summary>The parts along axis 1 with some indices, int64; their shape takes the place of that axis.</summary>
    public GraphValue Gather(GraphValue indices) => Graph.Node("Gather", [this, indices], GraphAttribute.Integer("axis", 1));

    /// <summary>The parts along the last axis with some indices, int64; their shape takes the place of that axis.</summary>
    public GraphValue GatherLast(GraphValue indices) => Graph.Node("Gather", [this, indices], GraphAttribute.Integer("axis", -1));

    /// <summary>Without the last axis, which has one entry.</summary>
    public GraphValue WithoutLast() => GatherLast(Graph.Index(0));

    /// <summary>The part with one index along axis 1, without that axis.</summary>
    public GraphValue Part(long index) => Graph.Node("Gather", [this, Graph.Index(index)], GraphAttribute.Integer("axis", 1));

    /// <summary>The numbers of the entries of this vector that are true, int64, [count]; there may be none.</summary>
    public GraphValue WhereTrue() => Graph.Node("NonZero", [this]).Reshape(-1);

    /// <summary>The entries along axis 0 at whole numbers, int64, [count].</summary>
    public GraphValue Rows(GraphValue indices) => Graph.Node("Gather", [this, indices]);

    /// <summary>This with other entries along axis 0 at whole numbers, int64, [count].</summary>
    public GraphValue WithRows(GraphValue indices, GraphValue rows) => Graph.Node("ScatterND", [this, indices.Reshape(-1, 1), rows]);

    /// <summary>The entries of this vector, or the rows of this matrix, at whole numbers that are held as float32.</summary>
    public GraphValue At(GraphValue indices) =>
        Graph.Node("Gather", [this, Graph.Node("Cast", [indices], GraphAttribute.Integer("to", (long)ElementType.Int64))]);

    /// <summary>A fully connected layer of these rows; the weight is [outputs, inputs].</summary>
    public GraphValue Linear(GraphValue weight, GraphValue bias) =>
        Graph.Node("Gemm", [this, weight, bias], GraphAttribute.Integer("transB", 1));
}
