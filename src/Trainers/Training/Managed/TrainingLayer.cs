using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Products;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Training.Managed;

/// <summary>One fully connected layer in training: its buffers over all blocks, and the three products of a step.</summary>
internal abstract class TrainingLayer<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    /// <summary>Outputs computed together: the tallest tile of a product.</summary>
    public const int StripRows = 6;

    /// <summary>The same where the input is wide.</summary>
    private const int WideStripRows = 16 * StripRows;

    // Half a megabyte of a block: it leaves the second-level cache before the next strip.
    private const int WideInputs = 2048;

    private readonly int _blocks;
    private readonly LayerValues _input;
    private readonly AlignedBuffer _gradient;
    private readonly int _blockLength;

    protected TrainingLayer(PaddedLayer place, int blocks, LayerValues input)
    {
        Place = place;
        _blocks = blocks;
        _input = input;
        _blockLength = Padding.Padded(place.Outputs) * RowBlock.Rows;
        _gradient = new AlignedBuffer((long)blocks * _blockLength);
    }

    public PaddedLayer Place { get; }

    /// <summary>Whether the input is so wide that reading it costs more than the strips' values: it then serves many strips at once.</summary>
    public bool HasWideInput => Place.Inputs > WideInputs;

    /// <summary>The gradient of the loss by the layer's value before its activation, [outputs padded, 64].</summary>
    public Span<float> Gradient(int block) => _gradient.Span.Slice(block * _blockLength, _blockLength);

    /// <summary>Where the layer's value goes, [outputs padded, 64].</summary>
    protected abstract Span<float> Value(int block);

    /// <summary>What is done with a strip of the layer's value while it is still in the first-level cache.</summary>
    protected abstract void Finish(int block, int firstRow, int rows);

    /// <summary>The layer's value in some blocks. A strip of weights serves all of them before the next is read.</summary>
    public void Forward(ReadOnlySpan<float> parameters, int firstBlock, int lastBlock)
    {
        var shape = new ProductShape(1, Place.Inputs, RowStride: Place.Stride, InnerStride: 1, 0, RowBlock.Rows, RowBlock.Rows);
        int strip = HasWideInput ? WideStripRows : StripRows;
        for (int row = 0; row < Place.Outputs; row += strip)
        {
            int rows = Math.Min(strip, Place.Outputs - row);
            for (int block = firstBlock; block < lastBlock; block++)
            {
                Product<TS, TV>.Multiply<RowBiasEpilogue>(
                    shape, rows, RowBlock.Rows, parameters[(Place.Weight + row * Place.Stride)..], _input.Block(block), 0,
                    Value(block)[(row * RowBlock.Rows)..], parameters[(Place.Bias + row)..]);
            }

            for (int block = firstBlock; block < lastBlock; block++)
                Finish(block, row, rows);
        }
    }

    /// <summary>
    /// From this layer's gradient to the gradient by its input, [inputs, 64], multiplied by <paramref name="end"/> where that is asked for.
    /// </summary>
    public void Backward<TEpilogue>(ReadOnlySpan<float> parameters, int block, Span<float> inputGradient, ReadOnlySpan<float> end)
        where TEpilogue : struct, IProductEpilogue
    {
        var shape = new ProductShape(1, Place.Outputs, RowStride: 1, InnerStride: Place.Stride, 0, RowBlock.Rows, RowBlock.Rows);
        Product<TS, TV>.Multiply<TEpilogue>(
            shape, Place.Inputs, RowBlock.Rows, parameters[Place.Weight..], Gradient(block), 0, inputGradient, end);
    }

    /// <summary>The gradient of the weights and biases of some outputs, over every row of every block.</summary>
    /// <param name="firstRow">The first output.</param>
    /// <param name="rows">How many.</param>
    /// <param name="gradient">The flat padded gradient of all parameters.</param>
    public void ParameterGradient(int firstRow, int rows, Span<float> gradient)
    {
        var values = _gradient.Span[(firstRow * RowBlock.Rows)..];
        var weights = gradient[(Place.Weight + firstRow * Place.Stride)..];
        var shape = new ProductShape(
            _blocks, RowBlock.Rows, RowStride: RowBlock.Rows, InnerStride: 1, _blockLength, _input.PanelWidth, Place.Stride);
        Product<TS, TV>.Multiply<PlainEpilogue>(
            shape, rows, Padding.Padded(Place.Inputs), values, _input.Turned, _input.PanelStride, weights, []);
        for (int row = 0; row < rows; row++)
            gradient[Place.Bias + firstRow + row] = Sums<TS, TV>.OfRow(values[(row * RowBlock.Rows)..], _blocks, _blockLength);
    }
}
