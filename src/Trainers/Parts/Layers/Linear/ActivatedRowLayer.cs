using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Products;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Activations;

namespace MLNet.Vae.Parts.Layers;

/// <summary>
/// A <see cref="LinearShape"/> with one activation: the weight turned to [inputs, width], so that outputs are the lanes of a vector.
/// </summary>
internal sealed class ActivatedRowLayer<TS, TV, TFunction> : RowLayer<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
    where TFunction : struct, IActivationFunction
{
    private const int FirstLevelCache = 8192; // floats

    private readonly AlignedBuffer _weights; // [inputs, width], the inputs of a small layer filled up to a multiple of 4
    private readonly AlignedBuffer _bias; // [width]
    private readonly int _inputs;
    private readonly int _groups; // of a small layer's inputs
    private readonly bool _isSmall;

    /// <param name="inputs">Number of inputs.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="weight">[outputs, inputs].</param>
    /// <param name="bias">[outputs].</param>
    public ActivatedRowLayer(int inputs, int outputs, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias)
    {
        _inputs = inputs;
        Width = Padding.Padded(outputs);
        _bias = new AlignedBuffer(Width);
        bias.CopyTo(_bias.Span);
        _groups = (inputs + RowProduct<TS, TV>.Sums - 1) / RowProduct<TS, TV>.Sums;
        _weights = new AlignedBuffer((long)_groups * RowProduct<TS, TV>.Sums * Width);
        _isSmall = _weights.Span.Length <= FirstLevelCache;
        var turned = _weights.Span;
        for (int o = 0; o < outputs; o++)
        {
            for (int i = 0; i < inputs; i++)
                turned[i * Width + o] = weight[o * inputs + i];
        }
    }

    public override int Width { get; }

    public override void Forward(ref float x, int xStride, int rows, ref float y, ref float scratch)
    {
        if (_isSmall)
            RowProduct<TS, TV>.Multiply<TFunction>(ref x, xStride, rows, _groups, ref _weights.Start, ref _bias.Start, Width, ref y);
        else
            MultiplyByPanels(MemoryMarshal.CreateSpan(ref x, rows * xStride), xStride, rows, MemoryMarshal.CreateSpan(ref y, rows * Width));
    }

    // All rows by one panel of the weights after the other: a panel fits the second-level cache, and the weights may not.
    private void MultiplyByPanels(ReadOnlySpan<float> x, int xStride, int rows, Span<float> y)
    {
        var shape = new ProductShape(1, _inputs, xStride, InnerStride: 1, 0, InputStride: Width, OutputStride: Width);
        for (int first = 0; first < Width; first += Padding.PanelColumns)
        {
            int columns = Math.Min(Padding.PanelColumns, Width - first);
            Product<TS, TV>.Multiply<ColumnBiasEpilogue>(
                shape, rows, columns, x, _weights.Span[first..], panelStride: 0, y[first..], _bias.Span[first..]);
        }

        if (typeof(TFunction) != typeof(Identity))
            ActivationKernel<TS, TV, TFunction>.Evaluate(y);
    }
}
