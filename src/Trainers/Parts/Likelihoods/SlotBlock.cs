namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>Neighboring slots of a row that a likelihood takes together; one alone for most kinds.</summary>
/// <param name="First">Number of the first slot.</param>
/// <param name="Count">Number of slots, at least 1.</param>
internal readonly record struct SlotBlock(int First, int Count)
{
    /// <summary>The number of the slot behind the last one.</summary>
    public int End => First + Count;

    /// <summary>The numbers of its slots, ascending.</summary>
    public IEnumerable<int> Slots => Enumerable.Range(First, Count);

    /// <summary>Its values among those of all slots.</summary>
    public Span<float> Of(Span<float> values) => values.Slice(First, Count);

    /// <inheritdoc cref="Of(Span{float})"/>
    public ReadOnlySpan<float> Of(ReadOnlySpan<float> values) => values.Slice(First, Count);
}
