namespace MLNet.Vae.Parts.Priors;

/// <summary>
/// The KL divergence of N(μ, σ²) from N(0, 1), ½ (μ² + σ² − 1 − log σ²), in nats. Kingma and Welling 2013, arXiv:1312.6114, appendix B.
/// </summary>
internal static class Divergence
{
    public static double Of(float mean, float logVariance) =>
        0.5 * ((double)mean * mean + Math.Exp(logVariance) - 1 - logVariance);
}
