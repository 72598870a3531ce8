using MLNet.Vae.Numerics;

namespace MLNet.Vae.Training.Managed;

/// <summary>
/// What one layer hands to the next, twice: with rows as lanes, [blocks, features, 64], for the products of forward and backward; and
/// turned, with features as lanes, for the gradient of the next layer's weights, whose rows are features. The turned copy costs less than a
/// fiftieth of that product.
/// </summary>
internal sealed class LayerValues
{
    private const int Tile = 16;

    private readonly AlignedBuffer _blocks;
    private readonly AlignedBuffer _turned; // [panels, blocks · 64, panel columns]
    private readonly int _blockLength;

    public LayerValues(int blocks, int features)
    {
        Features = features;
        PanelWidth = Math.Min(Padding.PanelColumns, Padding.Padded(features));
        PanelStride = blocks * RowBlock.Rows * PanelWidth;
        _blockLength = Padding.Padded(features) * RowBlock.Rows;
        _blocks = new AlignedBuffer((long)blocks * _blockLength);
        _turned = new AlignedBuffer((long)PanelStride * ((features + PanelWidth - 1) / PanelWidth));
    }

    public int Features { get; }

    /// <summary>Features that lie together in the turned copy.</summary>
    public int PanelWidth { get; }

    /// <summary>Distance of two panels of the turned copy.</summary>
    public int PanelStride { get; }

    /// <summary>The turned copy of all blocks.</summary>
    public ReadOnlySpan<float> Turned => _turned.Span;

    /// <summary>[features padded, 64].</summary>
    public Span<float> Block(int block) => _blocks.Span.Slice(block * _blockLength, _blockLength);

    /// <summary>Makes the turned copy of one block.</summary>
    public void Turn(int block)
    {
        for (int feature = 0; feature < _blockLength / RowBlock.Rows; feature += Tile)
        {
            var panel = _turned.Span[(feature / PanelWidth * PanelStride + block * RowBlock.Rows * PanelWidth + feature % PanelWidth)..];
            for (int row = 0; row < RowBlock.Rows; row += Tile)
                Transpose.Tile16(Block(block)[(feature * RowBlock.Rows + row)..], RowBlock.Rows, panel[(row * PanelWidth)..], PanelWidth);
        }
    }
}
