using MLNet.Vae.Parts.Layers;
using TorchSharp;

namespace MLNet.Vae.Torch;

internal sealed class TorchTransposedConvolution : TorchLayer
{
    private readonly TransposedConvolutionShape _shape;
    private readonly torch.Tensor _weight, _bias;
    private readonly long[] _strides;
    private readonly long[] _padding; // on both sides, what they have in common

    public TorchTransposedConvolution(TransposedConvolutionShape shape, torch.Tensor weight, torch.Tensor bias)
    {
        (_shape, _weight, _bias) = (shape, weight, bias);
        _strides = [shape.Kernel.Stride, shape.Kernel.Stride];
        _padding = [shape.Kernel.Vertical.Before, shape.Kernel.Horizontal.Before];
    }

    public override torch.Tensor Evaluate(torch.Tensor values)
    {
        var (input, output) = (_shape.Input, _shape.Output);
        var images = torch.nn.functional.conv_transpose2d(
            values.view(-1, input.Channels, input.Height, input.Width), _weight, _bias, strides: _strides, padding: _padding);
        // One row or column more comes out where the sides' zeros differ.
        if (images.shape[2] > output.Height)
            images = images.narrow(2, 0, output.Height);
        if (images.shape[3] > output.Width)
            images = images.narrow(3, 0, output.Width);
        return TorchPixels.Store(images, output, _shape.Features ?? ImageLayout.ChannelsFirst);
    }
}
