namespace MLNet.Vae.Model;

/// <summary>Which latent dimensions carry information.</summary>
internal static class LatentActivity
{
    /// <summary>A dimension with less mean KL divergence than this, in nats, is taken for unused.</summary>
    public const double Minimum = 0.01;

    public static int CountActive(IEnumerable<float> klPerDimension) => klPerDimension.Count(kl => kl > Minimum);

    public static int CountActive(IEnumerable<double> klPerDimension) => klPerDimension.Count(kl => kl > Minimum);
}
