using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>
/// Adam over the flat buffers: the managed backend's, with √v's correction c = 1/√(1 − β₂ᵗ) taken out of the denominator, which saves a
/// pass: p −= rate / (1 − β₁ᵗ) / c · m / (√v + ε / c). TorchSharp's own optimizer takes some calls for each parameter tensor and leaves
/// their scalars to finalizers: on the larger models megabytes a step.
/// </summary>
internal sealed class TorchAdam
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private readonly FlatParameters _parameters;
    private readonly torch.Tensor _first, _second, _denominator; // [length]
    private readonly Scalar _beta1, _beta2, _one;

    public TorchAdam(FlatParameters parameters, int length, torch.Device device, TensorStore store)
    {
        _parameters = parameters;
        _first = store.Keep(torch.zeros(length, torch.ScalarType.Float32, device));
        _second = store.Keep(torch.zeros(length, torch.ScalarType.Float32, device));
        _denominator = store.Keep(torch.empty(length, torch.ScalarType.Float32, device));
        _beta1 = store.Keep(Beta1);
        _beta2 = store.Keep(Beta2);
        _one = store.Keep(1);
    }

    /// <param name="gradientScale">At most 1: scales the gradient down to its largest norm.</param>
    /// <param name="rate">The learning rate of the step.</param>
    /// <param name="step">t, from 1.</param>
    public void Update(double gradientScale, double rate, int step)
    {
        double correction = 1 / Math.Sqrt(1 - Math.Pow(Beta2, step));
        using Scalar firstWeight = (1 - Beta1) * gradientScale;
        using Scalar secondWeight = (1 - Beta2) * gradientScale * gradientScale;
        using Scalar epsilon = Epsilon / correction;
        using Scalar stepSize = -rate / (1 - Math.Pow(Beta1, step)) / correction;
        var gradient = _parameters.Gradient;
        _first.mul_(_beta1).add_(gradient, firstWeight);
        _second.mul_(_beta2).addcmul_(gradient, gradient, secondWeight);
        _denominator.copy_(_second).sqrt_().add_(epsilon, _one);
        _parameters.Values.addcdiv_(_first, _denominator, stepSize);
    }
}
