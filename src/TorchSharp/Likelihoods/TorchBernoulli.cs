using MLNet.Vae.Parts.Likelihoods;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary><see cref="Bernoulli"/> with libtorch.</summary>
internal sealed class TorchBernoulli(TensorStore store) : TorchSlotTerm(store)
{
    public override torch.Tensor NegativeLog(torch.Tensor output, torch.Tensor target, Func<string, torch.Tensor> parameter) =>
        torch.nn.functional.binary_cross_entropy_with_logits(output, target, null, torch.nn.Reduction.None, null);
}
