namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>Neighboring slots of a row that a likelihood takes together, one alone for most kinds; or neighboring outputs of the decoder.</summary>
/// <param name="First">Number of the first slot.</param>
/// <param name="Count">Number of slots, at least 1.</param>
internal readonly record struct SlotBlock(int First, int Count)
{
    /// <summary>The number of the slot behind the last one.</summary>
    public int End => First + Count;

    /// <summary>The numbers of its slots, ascending.</summary>
    public IEnumerable<int> Slots => Enumerable.Range(First, Count);

    /// <summary>Blocks of so many one behind the other.</summary>
    /// <param name="first">Where the first begins.</param>
    /// <param name="counts">How many each has.</param>
    public static SlotBlock[] Behind(int first, IReadOnlyList<int> counts)
    {
        var blocks = new SlotBlock[counts.Count];
        for (int i = 0; i < blocks.Length; i++)
            blocks[i] = new SlotBlock(i == 0 ? first : blocks[i - 1].End, counts[i]);
        return blocks;
    }

    /// <summary>Its values among those of all slots.</summary>
    public Span<float> Of(Span<float> values) => values.Slice(First, Count);

    /// <inheritdoc cref="Of(Span{float})"/>
    public ReadOnlySpan<float> Of(ReadOnlySpan<float> values) => values.Slice(First, Count);
}
