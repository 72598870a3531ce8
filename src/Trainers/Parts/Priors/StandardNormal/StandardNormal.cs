using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Priors;

/// <summary>
/// The prior p(z) = N(0, I), against posteriors q(z | x) = N(μ, σ²): the KL divergence, the ratio of the densities, draws, and ONNX nodes.
/// <see cref="StandardNormalKernel{TS, TV}"/> has the divergence on vectors. The TorchSharp form is in src/TorchSharp, under the same name.
/// </summary>
internal static class StandardNormal
{
    /// <summary>
    /// The KL divergence of q from p in one latent dimension, ½ (μ² + σ² − 1 − log σ²), in nats. Kingma and Welling 2013, arXiv:1312.6114,
    /// appendix B.
    /// </summary>
    public static double Divergence(float mean, float logVariance) =>
        0.5 * ((double)mean * mean + Math.Exp(logVariance) - 1 - logVariance);

    /// <summary>
    /// log q(z | x) − log p(z) of one latent dimension at z = μ + σ ε, ½ (z² − ε² − log σ²), in nats. Its mean over ε is the divergence.
    /// </summary>
    public static double LogRatio(float z, float noise, float logVariance) =>
        0.5 * ((double)z * z - ((double)noise * noise + logVariance));

    /// <summary>z ~ p.</summary>
    /// <param name="noise">The seed's random numbers.</param>
    /// <param name="row">Number of the row; with the seed it settles the draw.</param>
    /// <param name="z">Receives [latent].</param>
    public static void Draw(NoiseSource noise, long row, Span<float> z)
    {
        for (int j = 0; j < z.Length; j++)
            z[j] = noise.Normal(NoisePurpose.Prior, row, (uint)j);
    }

    /// <summary>The divergence summed over the latent dimensions, [N, 1].</summary>
    /// <param name="mean">μ, [N, latent].</param>
    /// <param name="logVariance">log σ², [N, latent].</param>
    /// <param name="latent">How many there are.</param>
    public static GraphValue Divergence(GraphValue mean, GraphValue logVariance, int latent) =>
        0.5f * (mean * mean + (logVariance.Exp() - 1 - logVariance)).Sum(latent);

    /// <summary>The ratio summed over the latent dimensions, [N, samples, 1].</summary>
    /// <param name="z">[N, samples, latent].</param>
    /// <param name="noise">ε, [samples, latent].</param>
    /// <param name="logVariance">log σ², [N, 1, latent].</param>
    /// <param name="latent">How many there are.</param>
    public static GraphValue LogRatio(GraphValue z, GraphValue noise, GraphValue logVariance, int latent) =>
        0.5f * (z * z - noise * noise - logVariance).Sum(latent);
}
