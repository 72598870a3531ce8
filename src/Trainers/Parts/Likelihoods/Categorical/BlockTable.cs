namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// Blocks of about one size as rows of a table, [blocks, size], the short ones filled up with a slot of their own again: what graphs of whole
/// tensors compute on.
/// </summary>
internal sealed class BlockTable
{
    private BlockTable(SlotBlock[] blocks)
    {
        Blocks = blocks;
        Size = blocks.Max(block => block.Count);
    }

    public IReadOnlyList<SlotBlock> Blocks { get; }

    /// <summary>Slots of the largest.</summary>
    public int Size { get; }

    /// <summary>
    /// Some blocks in as few tables as keep each within four times what its blocks have: one of a thousand slots would make every other as
    /// large.
    /// </summary>
    public static IReadOnlyList<BlockTable> Create(IReadOnlyList<SlotBlock> blocks) =>
        [.. blocks.GroupBy(block => (int)Math.Ceiling(Math.Log(block.Count, 4))).Select(group => new BlockTable([.. group]))];

    /// <summary>All blocks in one table, where they are of about one size.</summary>
    public static BlockTable Whole(IReadOnlyList<SlotBlock> blocks) => new([.. blocks]);

    /// <summary>The number of the slot in each cell, [blocks, size].</summary>
    public long[] Slots => Cells(slot => (long)slot, fill: block => block.First);

    /// <summary>A value of the slot in each cell, and another where it only fills up, [blocks, size].</summary>
    public float[] Values(Func<int, float> ofSlot, float fill) => Cells(ofSlot, _ => fill);

    private T[] Cells<T>(Func<int, T> ofSlot, Func<SlotBlock, T> fill) =>
    [
        .. Blocks.SelectMany(block => block.Slots.Select(ofSlot).Concat(Enumerable.Repeat(fill(block), Size - block.Count)))
    ];
}
