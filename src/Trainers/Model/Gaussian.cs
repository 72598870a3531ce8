namespace MLNet.Vae.Model;

/// <summary>Constants of the normal distribution.</summary>
internal static class Gaussian
{
    /// <summary>½ log 2π.</summary>
    public const float LogNormaliser = 0.918938533f;
}
