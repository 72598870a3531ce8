using MLNet.Vae.Onnx.Graph;
using MLNet.Vae.Parts.Activations;

namespace MLNet.Vae.Parts.Layers;

/// <summary>
/// A transposed convolution, which gives back an image of the size that the convolution with the same kernel takes: a weight [channels, filters,
/// kernel, kernel], a bias [filters].
/// </summary>
/// <param name="Kernel">The kernel and the image that it gives.</param>
/// <param name="Channels">Channels of the image that it takes.</param>
/// <param name="HasActivation">Whether the activation follows.</param>
/// <param name="Features">How the image lies in the output where that is a row of features; null for an image between layers.</param>
internal sealed record TransposedConvolutionShape(KernelShape Kernel, int Channels, bool HasActivation, ImageLayout? Features)
    : LayerShape(HasActivation)
{
    public ImageShape Input => Kernel.Steps(Channels);

    public ImageShape Output => Kernel.Image;

    public override int Inputs => Input.Length;

    public override int Outputs => Output.Length;

    public override IReadOnlyList<long> WeightSizes => [Channels, Output.Channels, Kernel.Size, Kernel.Size];

    public override int Biases => Output.Channels;

    public override long FanIn => (long)Output.Channels * Kernel.Size * Kernel.Size;

    public override long Products => FanIn * Inputs;

    public override GraphValue Evaluate(GraphValue x, GraphValue weight, GraphValue bias)
    {
        var image = x.Reshape(-1, Input.Channels, Input.Height, Input.Width);
        return PixelOrder.Store(x.Graph.Node("ConvTranspose", [image, weight, bias], Kernel.Attributes), Output, Features ?? ImageLayout.ChannelsFirst);
    }

    public override RowLayer<TS, TV> CreateRowLayer<TS, TV>(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, Activation activation) =>
        new TransposedConvolutionRowLayer<TS, TV>(this, weight, bias, HasActivation ? activation.CreateInPlace<TS, TV>() : null);
}
