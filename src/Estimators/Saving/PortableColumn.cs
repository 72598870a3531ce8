namespace MLNet.Vae.Saving;

/// <summary>A column that a portable model adds.</summary>
/// <param name="Name">Its name in the end.</param>
/// <param name="Value">The graph's value that holds it, [1, <paramref name="Size"/>].</param>
/// <param name="Size">Number of slots.</param>
/// <param name="IsScalar">Whether it is a scalar in the end.</param>
/// <param name="SlotNames">Names of the slots, or null.</param>
internal sealed record PortableColumn(string Name, string Value, int Size, bool IsScalar, IReadOnlyList<string>? SlotNames)
{
    /// <summary>What the graph calls it: no value of a graph may be called as its input, and a scalar is a vector at first.</summary>
    public string InGraph => $"vae.{Name}";
}
