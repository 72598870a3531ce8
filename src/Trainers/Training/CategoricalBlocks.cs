using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Training;

/// <summary><see cref="VaeOptions.CategoricalBlocks"/> held to the rows.</summary>
internal static class CategoricalBlocks
{
    /// <exception cref="ArgumentException">A block ends behind the last feature.</exception>
    public static IReadOnlyList<SlotBlock> Resolve(VaeOptions options, int featureCount)
    {
        SlotBlock[] blocks = [.. (options.CategoricalBlocks ?? []).Select(range => new SlotBlock(range.Start.Value, range.End.Value - range.Start.Value))];
        return blocks.Length == 0 || blocks[^1].End <= featureCount
            ? blocks
            : throw new ArgumentException(
                $"CategoricalBlocks[{blocks.Length - 1}] is {options.CategoricalBlocks![^1]}; the rows have {featureCount} features.", nameof(options));
    }
}
