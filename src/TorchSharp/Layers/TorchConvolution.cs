using MLNet.Vae.Parts.Layers;
using TorchSharp;

namespace MLNet.Vae.Torch;

internal sealed class TorchConvolution : TorchLayer
{
    private readonly ConvolutionShape _shape;
    private readonly torch.Tensor _weight, _bias;
    private readonly long[] _strides;
    private readonly long[] _padding; // on both sides, what they have in common
    private readonly long[]? _more; // behind the last column and row alone; null for none

    public TorchConvolution(ConvolutionShape shape, torch.Tensor weight, torch.Tensor bias)
    {
        (_shape, _weight, _bias) = (shape, weight, bias);
        var (vertical, horizontal) = (shape.Kernel.Vertical, shape.Kernel.Horizontal);
        _strides = [shape.Kernel.Stride, shape.Kernel.Stride];
        _padding = [vertical.Before, horizontal.Before];
        int right = horizontal.After - horizontal.Before, bottom = vertical.After - vertical.Before;
        _more = right + bottom > 0 ? [0, right, 0, bottom] : null;
    }

    public override torch.Tensor Evaluate(torch.Tensor values)
    {
        var images = TorchPixels.Load(values, _shape.Input, _shape.Features ?? ImageLayout.ChannelsFirst);
        if (_more is not null)
            images = torch.nn.functional.pad(images, _more);
        return torch.nn.functional.conv2d(images, _weight, _bias, _strides, _padding).reshape(-1, _shape.Outputs);
    }
}
