namespace MLNet.Vae.Managed;

/// <summary>
/// The unit of work in training: 64 rows of the batch side by side, one feature after another, [features, 64]. Rows are the lanes of every
/// vector, so no kernel has an edge in that direction; a batch that is no multiple of 64 is filled up with rows of weight zero.
/// </summary>
internal static class RowBlock
{
    public const int Rows = Random.NoiseSource.BlockRows;

    public static int Count(int rows) => (rows + Rows - 1) / Rows;

    /// <summary>Block b of a buffer [blocks, features, 64].</summary>
    public static Span<float> Of(float[] buffer, int block, int features) => buffer.AsSpan(block * features * Rows, features * Rows);

    /// <summary>The 64 values of one feature in a block [features, 64].</summary>
    public static Span<float> Feature(Span<float> block, int feature) => block.Slice(feature * Rows, Rows);
}
