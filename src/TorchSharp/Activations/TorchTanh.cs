using MLNet.Vae.Parts.Activations;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary><see cref="Tanh"/> with libtorch.</summary>
internal sealed class TorchTanh : TorchActivation
{
    public override torch.Tensor Evaluate(torch.Tensor x) => x.tanh();
}
