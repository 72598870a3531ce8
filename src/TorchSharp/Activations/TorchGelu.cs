using MLNet.Vae.Parts.Activations;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>
/// <see cref="Gelu"/> with libtorch. TorchSharp's gelu is the other form, with the error function, so the tanh form is written out: ½ (1 +
/// tanh u) is the logistic function of 2u.
/// </summary>
internal sealed class TorchGelu : TorchActivation
{
    private readonly Scalar _linear, _cubic, _one;

    public TorchGelu(TensorStore store)
    {
        double twice = 2 * Math.Sqrt(2 / Math.PI);
        _linear = store.Keep(twice);
        _cubic = store.Keep(twice * 0.044715);
        _one = store.Keep(1);
    }

    public override torch.Tensor Evaluate(torch.Tensor x) => x.mul(x).mul(_cubic).add(_linear, _one).mul(x).sigmoid().mul(x);
}
