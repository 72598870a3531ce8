using MLNet.Vae.Parts.Priors;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary><see cref="StandardNormal"/> with libtorch.</summary>
internal sealed class TorchStandardNormal(TensorStore store)
{
    private readonly Scalar _one = store.Keep(1);

    /// <summary>Twice the KL divergence, μ² + σ² − 1 − log σ², summed over the rows, [latent], in nats.</summary>
    /// <param name="mean">μ, [batch, latent].</param>
    /// <param name="sigma">σ, [batch, latent].</param>
    /// <param name="logVariance">log σ², [batch, latent].</param>
    public torch.Tensor TwiceDivergence(torch.Tensor mean, torch.Tensor sigma, torch.Tensor logVariance) =>
        mean.mul(mean).add(sigma.mul(sigma), _one).sub(_one).sub(logVariance).sum(0L);
}
