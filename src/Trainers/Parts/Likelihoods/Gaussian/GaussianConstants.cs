namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>Constants of the normal distribution.</summary>
internal static class GaussianConstants
{
    /// <summary>½ log 2π.</summary>
    public const float LogNormalizer = 0.918938533f;
}
