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
        ref float a0 = ref MemoryMarshal.GetReference(a);
        ref float b0 = ref MemoryMarshal.GetReference(b);
        ref float c0 = ref MemoryMarshal.GetReference(c);
        ref float end0 = ref MemoryMarshal.GetReference(end);
        for (int row = 0; row < rows;)
        {
            int tileRows = rows - row >= 6 ? 6 : rows - row >= 2 ? 2 : 1;
            for (int column = 0; column < columns;)
            {
                int left = (columns - column) / TS.Count;
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
