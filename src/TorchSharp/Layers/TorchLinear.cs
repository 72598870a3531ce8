using TorchSharp;

namespace MLNet.Vae.Torch;

internal sealed class TorchLinear(torch.Tensor weight, torch.Tensor bias) : TorchLayer
{
    public override torch.Tensor Evaluate(torch.Tensor values) => torch.nn.functional.linear(values, weight, bias);
}
