using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>The four activations. TorchSharp's gelu is the other form, with the error function, so the tanh form is written out.</summary>
internal sealed class TorchActivation
{
    private readonly VaeActivation _kind;
    private readonly Scalar _linear, _cubic, _one;

    public TorchActivation(VaeActivation kind, TensorStore store)
    {
        _kind = kind;
        double twice = 2 * Math.Sqrt(2 / Math.PI);
        _linear = store.Keep(twice);
        _cubic = store.Keep(twice * 0.044715);
        _one = store.Keep(1);
    }

    public torch.Tensor Apply(torch.Tensor x) => _kind switch
    {
        VaeActivation.Silu => x.silu(),
        VaeActivation.Relu => x.relu(),
        VaeActivation.Tanh => x.tanh(),
        _ => Gelu(x),
    };

    // ½ (1 + tanh u) is the logistic function of 2u.
    private torch.Tensor Gelu(torch.Tensor x) => x.mul(x).mul(_cubic).add(_linear, _one).mul(x).sigmoid().mul(x);
}
