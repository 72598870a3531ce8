using System.Diagnostics;
using MLNet.Vae.Parts.Activations;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>An activation with libtorch: the other face of an <see cref="Activation"/> of the engine.</summary>
internal abstract class TorchActivation
{
    public static TorchActivation Create(VaeActivation kind, TensorStore store) => kind switch
    {
        VaeActivation.Silu => new TorchSilu(),
        VaeActivation.Relu => new TorchRelu(),
        VaeActivation.Tanh => new TorchTanh(),
        VaeActivation.Gelu => new TorchGelu(store),
        _ => throw new UnreachableException($"There is no activation {kind} with libtorch."),
    };

    /// <summary>f(x), element by element, in the shape of <paramref name="x"/>.</summary>
    public abstract torch.Tensor Evaluate(torch.Tensor x);
}
