using MLNet.Vae.Parts.Likelihoods;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary><see cref="LogNormal"/> with libtorch.</summary>
internal sealed class TorchLogNormal(TensorStore store) : TorchSlotTerm(store)
{
    private readonly Scalar _half = store.Keep(0.5), _one = store.Keep(1), _logNormalizer = store.Keep(Gaussian.LogNormalizer);
    private readonly Scalar _min = store.Keep(LogNormal.LogSigma.Min), _max = store.Keep(LogNormal.LogSigma.Max), _floor = store.Keep(LogNormal.Floor);

    public override torch.Tensor NegativeLog(torch.Tensor output, torch.Tensor target, Func<string, torch.Tensor> parameter)
    {
        var logSigma = parameter(LogNormal.LogSigma.Name).clamp(_min, _max);
        var sigma = logSigma.exp();
        var log = target.clamp_min(_floor).log();
        var residual = log.sub(output).div(sigma).add(sigma, _half);
        return log.add(logSigma, _one).add(_logNormalizer, _one).add(residual.mul(residual), _half);
    }
}
