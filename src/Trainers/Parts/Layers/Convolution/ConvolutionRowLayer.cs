using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Products;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Layers;

/// <summary>
/// A <see cref="ConvolutionShape"/> for few rows at a time. The image lies with its zeros around it, so that one row of the kernel is a run of numbers
/// there, and the filters of a row of pixels are a product: nothing is copied but the image.
/// </summary>
internal sealed class ConvolutionRowLayer<TS, TV> : RowLayer<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly ConvolutionShape _shape;
    private readonly Action<Span<float>>? _activation;
    private readonly PanelMatrix _weights; // [kernel · kernel · channels, filters]
    private readonly AlignedBuffer _bias; // [padded filters]
    private readonly int _channels; // as they lie in the image
    private readonly int _rowStride; // of the image with its zeros

    public ConvolutionRowLayer(ConvolutionShape shape, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, Action<Span<float>>? activation)
    {
        (_shape, _activation) = (shape, activation);
        var (image, size) = (shape.Input, shape.Kernel.Size);
        _channels = shape.Features is null ? image.PaddedChannels : image.Channels;
        _rowStride = shape.Kernel.Horizontal.PaddedLength * _channels;
        _bias = new AlignedBuffer(shape.Output.PaddedChannels);
        bias.CopyTo(_bias.Span);
        _weights = new PanelMatrix(size * size * _channels, shape.Output.PaddedChannels);
        for (int i = 0; i < weight.Length; i++)
        {
            int tap = i % (size * size), channel = i / (size * size) % image.Channels, filter = i / (size * size) / image.Channels;
            _weights[tap * _channels + channel, filter] = weight[i];
        }
    }

    public override int Width => _shape.Output.PaddedLength;

    public override int ScratchLength => _shape.Kernel.Vertical.PaddedLength * _rowStride;

    public override void Forward(ref float x, int xStride, int rows, ref float y, ref float scratch)
    {
        var image = MemoryMarshal.CreateSpan(ref scratch, ScratchLength);
        var inputs = MemoryMarshal.CreateReadOnlySpan(ref x, rows * xStride);
        var outputs = MemoryMarshal.CreateSpan(ref y, rows * Width);
        image.Clear();
        for (int row = 0; row < rows; row++)
        {
            Load(inputs.Slice(row * xStride, xStride), image);
            Multiply(image, outputs.Slice(row * Width, Width));
        }

        _activation?.Invoke(outputs);
    }

    private void Load(ReadOnlySpan<float> input, Span<float> padded)
    {
        var (vertical, horizontal) = (_shape.Kernel.Vertical, _shape.Kernel.Horizontal);
        var inside = padded[(vertical.Before * _rowStride + horizontal.Before * _channels)..];
        if (_shape.Features is { } layout)
        {
            PixelOrder.Load(input, _shape.Input, layout, inside, _rowStride);
            return;
        }

        int length = _shape.Input.Width * _channels;
        for (int y = 0; y < _shape.Input.Height; y++)
            input.Slice(y * length, length).CopyTo(inside[(y * _rowStride)..]);
    }

    private void Multiply(ReadOnlySpan<float> image, Span<float> output)
    {
        var (size, stride) = (_shape.Kernel.Size, _shape.Kernel.Stride);
        int columns = _shape.Output.PaddedChannels, width = _shape.Output.Width;
        var product = new ProductShape(
            size, size * _channels, RowStride: stride * _channels, InnerStride: 1, BlockStride: _rowStride, _weights.RowStride, OutputStride: columns);
        for (int y = 0; y < _shape.Output.Height; y++)
        {
            Product<TS, TV>.Multiply<ColumnBiasEpilogue>(
                product, width, columns, image[(y * stride * _rowStride)..], _weights.Span, _weights.PanelStride, output[(y * width * columns)..], _bias.Span);
        }
    }
}
