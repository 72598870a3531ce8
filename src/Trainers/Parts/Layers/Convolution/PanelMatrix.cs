using MLNet.Vae.Numerics;

namespace MLNet.Vae.Parts.Layers;

/// <summary>A matrix in panels of 64 columns, one behind the other, as products read their second factor; at first zero.</summary>
internal sealed class PanelMatrix
{
    private readonly AlignedBuffer _values;

    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns, a multiple of 16.</param>
    public PanelMatrix(int rows, int columns)
    {
        RowStride = Math.Min(columns, Padding.PanelColumns);
        PanelStride = checked(rows * RowStride);
        _values = new AlignedBuffer((long)PanelStride * ((columns + RowStride - 1) / RowStride));
    }

    /// <summary>Distance of two rows in a panel.</summary>
    public int RowStride { get; }

    /// <summary>Distance of two panels.</summary>
    public int PanelStride { get; }

    public ReadOnlySpan<float> Span => _values.Span;

    public float this[int row, int column]
    {
        set => _values.Span[column / RowStride * PanelStride + row * RowStride + column % RowStride] = value;
    }
}
