namespace MLNet.Vae.Onnx.Graph;

/// <summary>
/// An attribute of a node: one integer, or where <paramref name="IsList"/> a list of them. The operators used here take no other kind.
/// </summary>
internal sealed record GraphAttribute(string Name, IReadOnlyList<long> Values, bool IsList)
{
    public static GraphAttribute Integer(string name, long value) => new(name, [value], IsList: false);

    public static GraphAttribute Integers(string name, params IReadOnlyList<long> values) => new(name, values, IsList: true);
}
