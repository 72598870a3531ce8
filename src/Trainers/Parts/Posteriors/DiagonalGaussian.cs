namespace MLNet.Vae.Parts.Posteriors;

/// <summary>The posterior q(z | x) = N(μ, diag σ²), whose μ and log σ² the encoder gives.</summary>
internal static class DiagonalGaussian
{
    /// <summary>What the encoder gives as log σ² is clamped to these: a deviation between 0.0025 and 20.</summary>
    public const float MinLogVariance = -12, MaxLogVariance = 6;
}
