using MLNet.Vae.Parts.Activations;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary><see cref="Silu"/> with libtorch.</summary>
internal sealed class TorchSilu : TorchActivation
{
    public override torch.Tensor Evaluate(torch.Tensor x) => x.silu();
}
