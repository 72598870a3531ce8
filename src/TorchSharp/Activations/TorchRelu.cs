using MLNet.Vae.Parts.Activations;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary><see cref="Relu"/> with libtorch.</summary>
internal sealed class TorchRelu : TorchActivation
{
    public override torch.Tensor Evaluate(torch.Tensor x) => x.relu();
}
