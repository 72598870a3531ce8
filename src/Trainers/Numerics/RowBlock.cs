namespace MLNet.Vae.Numerics;

/// <summary>
/// The unit of work in training: 64 rows of the batch side by side, one feature after another, [features, 64]. Rows are the lanes of every
/// vector, so no kernel has an edge in that direction; a batch that is no multiple of 64 is filled up with rows that take no part in the
/// loss.
/// </summary>
internal static class RowBlock
{
    public const int Rows = RandomNumbers.NoiseSource.BlockRows;

    public static int Count(int rows) => (rows + Rows - 1) / Rows;

    /// <summary>The 64 values of one feature in a block [features, 64].</summary>
    public static Span<float> Feature(Span<float> block, int feature) => block.Slice(feature * Rows, Rows);

    /// <summary>The values of some neighboring features in a block [features, 64].</summary>
    public static Span<float> Features(Span<float> block, int first, int count) => block.Slice(first * Rows, count * Rows);
}
