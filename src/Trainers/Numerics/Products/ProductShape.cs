namespace MLNet.Vae.Numerics.Products;

/// <summary>
/// Where the numbers of a product lie: A(block, row, k) at block · BlockStride + row · RowStride + k · InnerStride, B(block, k) as rows of
/// vectors one after another through all blocks, InputStride apart, C(row) at row · OutputStride. The sum runs over the inner index of
/// every block in turn.
/// </summary>
internal readonly record struct ProductShape(
    int Blocks, int Inner, nint RowStride, nint InnerStride, nint BlockStride, nint InputStride, nint OutputStride);
