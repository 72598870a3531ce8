using MLNet.Vae.Parts.Likelihoods;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary><see cref="Constant"/> with libtorch: nothing is learned.</summary>
internal sealed class TorchConstant(TensorStore store) : TorchSlotTerm(store)
{
    public override torch.Tensor NegativeLog(torch.Tensor output, torch.Tensor target, Func<string, torch.Tensor> parameter) =>
        torch.zeros_like(output);
}
