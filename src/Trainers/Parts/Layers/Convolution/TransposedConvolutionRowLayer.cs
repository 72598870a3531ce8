using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Products;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Layers;

/// <summary>
/// A <see cref="TransposedConvolutionShape"/> for few rows at a time: a product gives what each pixel adds to its surroundings, which is then added
/// up where it belongs, in the order of the pixels.
/// </summary>
internal sealed class TransposedConvolutionRowLayer<TS, TV> : RowLayer<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly TransposedConvolutionShape _shape;
    private readonly Action<Span<float>>? _activation;
    private readonly PanelMatrix _weights; // [channels, kernel · kernel · filters]
    private readonly float[] _bias; // of one row of pixels, [width, filters]
    private readonly int _filters; // as they lie in the image
    private readonly int _columns;

    public TransposedConvolutionRowLayer(
        TransposedConvolutionShape shape, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, Action<Span<float>>? activation)
    {
        (_shape, _activation) = (shape, activation);
        int taps = shape.Kernel.Size * shape.Kernel.Size, filters = shape.Output.Channels;
        _filters = shape.Features is null ? shape.Output.PaddedChannels : filters;
        _columns = Padding.Padded(taps * _filters);
        _bias = new float[shape.Output.Width * _filters];
        for (int x = 0; x < shape.Output.Width; x++)
            bias.CopyTo(_bias.AsSpan(x * _filters));
        _weights = new PanelMatrix(shape.Channels, _columns);
        for (int i = 0; i < weight.Length; i++)
        {
            int tap = i % taps, filter = i / taps % filters, channel = i / taps / filters;
            _weights[channel, tap * _filters + filter] = weight[i];
        }
    }

    public override int Width => _shape.Features is null ? _shape.Output.PaddedLength : Padding.Padded(_shape.Outputs);

    public override int ScratchLength => AdditionsLength + (_shape.Features is null ? 0 : _shape.Outputs);

    private int AdditionsLength => checked(_shape.Input.Pixels * _columns);

    public override void Forward(ref float x, int xStride, int rows, ref float y, ref float scratch)
    {
        var working = MemoryMarshal.CreateSpan(ref scratch, ScratchLength);
        var additions = working[..AdditionsLength]; // [pixels, columns]
        var inputs = MemoryMarshal.CreateReadOnlySpan(ref x, rows * xStride);
        var outputs = MemoryMarshal.CreateSpan(ref y, rows * Width);
        int channels = _shape.Input.PaddedChannels;
        var product = new ProductShape(1, _shape.Channels, RowStride: channels, InnerStride: 1, 0, _weights.RowStride, OutputStride: _columns);
        for (int row = 0; row < rows; row++)
        {
            Product<TS, TV>.Multiply<PlainEpilogue>(
                product, _shape.Input.Pixels, _columns, inputs[(row * xStride)..], _weights.Span, _weights.PanelStride, additions, []);
            var output = outputs.Slice(row * Width, Width);
            if (_shape.Features is not { } layout)
            {
                AddUp(additions, output);
                continue;
            }

            var image = working[AdditionsLength..];
            AddUp(additions, image);
            PixelOrder.Store(image, _shape.Output, layout, output);
        }

        _activation?.Invoke(outputs);
    }

    // The image, [height, width, filters], from what each pixel adds.
    private void AddUp(ReadOnlySpan<float> additions, Span<float> image)
    {
        var (kernel, input, output) = (_shape.Kernel, _shape.Input, _shape.Output);
        int rowLength = output.Width * _filters;
        for (int y = 0; y < output.Height; y++)
            _bias.CopyTo(image[(y * rowLength)..]);
        for (int pixelY = 0; pixelY < input.Height; pixelY++)
        {
            int top = pixelY * kernel.Stride - kernel.Vertical.Before;
            for (int pixelX = 0; pixelX < input.Width; pixelX++)
            {
                // The part of a row of the kernel that lies within the image is one run of numbers, there as here.
                int left = pixelX * kernel.Stride - kernel.Horizontal.Before;
                int first = Math.Max(-left, 0), end = Math.Min(kernel.Size, output.Width - left);
                var pixel = additions.Slice((pixelY * input.Width + pixelX) * _columns, _columns);
                for (int y = Math.Max(-top, 0); y < Math.Min(kernel.Size, output.Height - top); y++)
                {
                    var run = pixel.Slice((y * kernel.Size + first) * _filters, (end - first) * _filters);
                    Add(run, image[((top + y) * rowLength + (left + first) * _filters)..]);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ReadOnlySpan<float> values, Span<float> to)
    {
        Debug.Assert(to.Length >= values.Length);
        ref float a = ref MemoryMarshal.GetReference(values);
        ref float b = ref MemoryMarshal.GetReference(to);
        int i = 0;
        for (; i + TS.Count <= values.Length; i += TS.Count)
            TS.Store(TS.Add(TS.Load(ref Unsafe.Add(ref a, i)), TS.Load(ref Unsafe.Add(ref b, i))), ref Unsafe.Add(ref b, i));
        for (; i < values.Length; i++)
            Unsafe.Add(ref b, i) += Unsafe.Add(ref a, i);
    }
}
