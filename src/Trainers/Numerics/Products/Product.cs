using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Numerics.Products;

/// <summary>
/// C = end(Σ A · B) of any number of rows and of a multiple of 16 columns. Each number is a sum in the order of the inner index with fused
/// multiply-adds, the same on every width of vector. NaN and infinity follow IEEE 754. C overlaps neither A nor B.
/// </summary>
internal static class Product<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    // Of the inner index: of 64 columns as many vectors as fill 128 kilobytes.
    private const int Piece = 512;

    /// <param name="shape">Where the numbers lie.</param>
    /// <param name="rows">Rows of C.</param>
    /// <param name="columns">Columns of C, a multiple of 16.</param>
    /// <param name="a">A, from the first number read.</param>
    /// <param name="b">B; beyond 64 columns, in panels of 64, <paramref name="panelStride"/> apart.</param>
    /// <param name="panelStride">Distance of two panels of B.</param>
    /// <param name="c">Receives C.</param>
    /// <param name="end">What <typeparamref name="TEpilogue"/> reads.</param>
    public static void Multiply<TEpilogue>(
        in ProductShape shape,
        int rows,
        int columns,
        ReadOnlySpan<float> a,
        ReadOnlySpan<float> b,
        int panelStride,
        Span<float> c,
        ReadOnlySpan<float> end)
        where TEpilogue : struct, IProductEpilogue
    {
        Debug.Assert(Fits<TEpilogue>(shape, rows, columns, a, b, panelStride, c, end));
        if (IsLong(shape, rows, columns))
            MultiplyByPieces<TEpilogue>(shape, rows, columns, a, b, c, end);
        else
            MultiplyByPanels<TEpilogue>(shape, rows, columns, a, b, panelStride, c, end);
    }

    /// <summary>
    /// Whether the sums are so long that what they read of B leaves the second-level cache before the next rows ask for it: then they are
    /// made piece by piece, which changes no number. Of 66,071 inputs it makes a product three times as fast.
    /// </summary>
    private static bool IsLong(in ProductShape shape, int rows, int columns) =>
        shape.Inner > 2 * Piece && shape.Blocks == 1 && rows > 6 && columns <= Padding.PanelColumns;

    private static void MultiplyByPieces<TEpilogue>(
        in ProductShape shape, int rows, int columns, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, ReadOnlySpan<float> end)
        where TEpilogue : struct, IProductEpilogue
    {
        for (int first = 0; first < shape.Inner; first += Piece)
        {
            var piece = shape with { Inner = Math.Min(Piece, shape.Inner - first) };
            var pieceOfA = a[(int)(first * shape.InnerStride)..];
            var pieceOfB = b[(int)(first * shape.InputStride)..];
            if (first == 0)
                MultiplyByPanels<FirstPiece<TEpilogue>>(piece, rows, columns, pieceOfA, pieceOfB, 0, c, end);
            else if (first + Piece < shape.Inner)
                MultiplyByPanels<MiddlePiece>(piece, rows, columns, pieceOfA, pieceOfB, 0, c, end);
            else
                MultiplyByPanels<LastPiece<TEpilogue>>(piece, rows, columns, pieceOfA, pieceOfB, 0, c, end);
        }
    }

    // A panel of B serves all rows before the next is read.
    private static void MultiplyByPanels<TEpilogue>(
        in ProductShape shape,
        int rows,
        int columns,
        ReadOnlySpan<float> a,
        ReadOnlySpan<float> b,
        int panelStride,
        Span<float> c,
        ReadOnlySpan<float> end)
        where TEpilogue : struct, IProductEpilogue
    {
        for (int first = 0; first < columns; first += Padding.PanelColumns)
            MultiplyPanel<TEpilogue>(shape, rows, first, Math.Min(columns, first + Padding.PanelColumns), a, b, panelStride, c, end);
    }

    private static void MultiplyPanel<TEpilogue>(
        in ProductShape shape,
        int rows,
        int firstColumn,
        int lastColumn,
        ReadOnlySpan<float> a,
        ReadOnlySpan<float> b,
        int panelStride,
        Span<float> c,
        ReadOnlySpan<float> end)
        where TEpilogue : struct, IProductEpilogue
    {
        ref float a0 = ref MemoryMarshal.GetReference(a);
        ref float b0 = ref MemoryMarshal.GetReference(b);
        ref float c0 = ref MemoryMarshal.GetReference(c);
        ref float end0 = ref MemoryMarshal.GetReference(end);
        for (int row = 0; row < rows;)
        {
            int tileRows = rows - row >= 6 ? 6 : rows - row >= 2 ? 2 : 1;
            for (int column = firstColumn; column < lastColumn;)
            {
                int left = (lastColumn - column) / TS.Count;
                int vectors = left >= 4 && ProductTiles<TS, TV>.WidestTile == 4 ? 4 : left >= 2 ? 2 : 1;
                nint at = row * shape.OutputStride + column;
                nint endAt = TEpilogue.AddsRowBias ? row : TEpilogue.AddsColumnBias ? column : at;
                ProductTiles<TS, TV>.Multiply<TEpilogue>(
                    shape,
                    tileRows,
                    vectors,
                    ref Unsafe.Add(ref a0, row * shape.RowStride),
                    ref Unsafe.Add(ref b0, column / Padding.PanelColumns * panelStride + column % Padding.PanelColumns),
                    ref Unsafe.Add(ref c0, at),
                    ref Unsafe.Add(ref end0, endAt));
                column += vectors * TS.Count;
            }

            row += tileRows;
        }
    }

    // Whether every number that is read or written lies in its span.
    private static bool Fits<TEpilogue>(
        in ProductShape shape,
        int rows,
        int columns,
        ReadOnlySpan<float> a,
        ReadOnlySpan<float> b,
        int panelStride,
        ReadOnlySpan<float> c,
        ReadOnlySpan<float> end)
        where TEpilogue : struct, IProductEpilogue
    {
        if (!Padding.IsPadded(columns))
            return false;
        if (rows == 0 || columns == 0)
            return true;
        int last = columns - 1;
        nint lastOutput = (rows - 1) * shape.OutputStride + last;
        nint lastEnd = TEpilogue.AddsRowBias ? rows - 1
            : TEpilogue.AddsColumnBias ? last
            : TEpilogue.MultipliesByEpilogue ? lastOutput : -1;
        nint lastB = shape.LastVector + last / Padding.PanelColumns * panelStride + last % Padding.PanelColumns;
        bool sumsFit = shape.Blocks * shape.Inner == 0 || (shape.LastInput(rows) < a.Length && lastB < b.Length);
        return sumsFit && lastOutput < c.Length && lastEnd < end.Length;
    }
}
