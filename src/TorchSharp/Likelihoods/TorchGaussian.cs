using MLNet.Vae.Parts.Likelihoods;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary><see cref="Gaussian"/> with libtorch.</summary>
internal sealed class TorchGaussian(TensorStore store) : TorchSlotTerm(store)
{
    private readonly Scalar _half = store.Keep(0.5), _one = store.Keep(1), _logNormalizer = store.Keep(Gaussian.LogNormalizer);
    private readonly Scalar _min = store.Keep(Gaussian.LogSigma.Min), _max = store.Keep(Gaussian.LogSigma.Max);

    public override torch.Tensor NegativeLog(torch.Tensor output, torch.Tensor target, Func<string, torch.Tensor> parameter)
    {
        var logSigma = parameter(Gaussian.LogSigma.Name).clamp(_min, _max);
        var residual = target.sub(output).mul(logSigma.neg().exp());
        return logSigma.add(_logNormalizer, _one).add(residual.mul(residual), _half);
    }
}
