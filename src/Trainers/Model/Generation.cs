using MLNet.Vae.Parts.Priors;

namespace MLNet.Vae.Model;

/// <summary>What makes generated rows look like the training rows; scores know nothing of it.</summary>
/// <param name="Prior">Where their latent vectors lie; null for N(0, I).</param>
/// <param name="Marginals">
/// Of each feature whose likelihood learns a scale, [features], null of the others; empty where draws are left as the likelihood has them.
/// </param>
internal sealed record Generation(GaussianMixture? Prior, Marginal?[] Marginals)
{
    /// <summary>N(0, I) and the likelihood alone, as versions 1 to 3 of the file had it.</summary>
    public static Generation Plain { get; } = new(null, []);
}
