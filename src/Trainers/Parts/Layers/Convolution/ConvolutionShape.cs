using MLNet.Vae.Onnx.Graph;
using MLNet.Vae.Parts.Activations;

namespace MLNet.Vae.Parts.Layers;

/// <summary>A strided convolution: a weight [filters, channels, kernel, kernel], a bias [filters].</summary>
/// <param name="Kernel">The kernel and the image that it goes over.</param>
/// <param name="Filters">Channels of the image that it gives.</param>
/// <param name="HasActivation">Whether the activation follows.</param>
/// <param name="Features">How the image lies in the input where that is a row of features; null for an image between layers.</param>
internal sealed record ConvolutionShape(KernelShape Kernel, int Filters, bool HasActivation, ImageLayout? Features) : LayerShape(HasActivation)
{
    public ImageShape Input => Kernel.Image;

    public ImageShape Output => Kernel.Steps(Filters);

    public override int Inputs => Input.Length;

    public override int Outputs => Output.Length;

    public override IReadOnlyList<long> WeightSizes => [Filters, Input.Channels, Kernel.Size, Kernel.Size];

    public override int Biases => Filters;

    public override long FanIn => (long)Input.Channels * Kernel.Size * Kernel.Size;

    public override long Products => FanIn * Outputs;

    public override GraphValue Evaluate(GraphValue x, GraphValue weight, GraphValue bias) => x.Graph
        .Node("Conv", [PixelOrder.Load(x, Input, Features ?? ImageLayout.ChannelsFirst), weight, bias], Kernel.Attributes)
        .Reshape(-1, Outputs);

    public override RowLayer<TS, TV> CreateRowLayer<TS, TV>(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, Activation activation) =>
        new ConvolutionRowLayer<TS, TV>(this, weight, bias, HasActivation ? activation.CreateInPlace<TS, TV>() : null);
}
