namespace MLNet.Vae.Numerics.Products;

/// <summary>
/// Where the numbers of a product lie: A(block, row, k) at block · BlockStride + row · RowStride + k · InnerStride, B(block, k) as rows of
/// vectors one after another through all blocks, InputStride apart, C(row) at row · OutputStride. The sum runs over the inner index of
/// every block in turn.
/// </summary>
internal readonly record struct ProductShape(
    int Blocks, int Inner, nint RowStride, nint InnerStride, nint BlockStride, nint InputStride, nint OutputStride)
{
    /// <summary>Where the first column of B's last row of vectors lies.</summary>
    public nint LastVector => (Blocks * Inner - 1) * InputStride;

    /// <summary>Where the last number lies that is read of A.</summary>
    public nint LastInput(int rows) => (Blocks - 1) * BlockStride + (rows - 1) * RowStride + (Inner - 1) * InnerStride;
}
