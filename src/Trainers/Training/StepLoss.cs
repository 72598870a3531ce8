namespace MLNet.Vae.Training;

/// <summary>What one training step found, before its update.</summary>
internal sealed class StepLoss(int latentDimension)
{
    /// <summary>Mean negative log likelihood of a row, in nats.</summary>
    public double Reconstruction { get; set; }

    /// <summary>Mean KL divergence of a row by latent dimension, [latent], in nats, not weighted.</summary>
    public double[] Kl { get; } = new double[latentDimension];

    /// <summary>Euclidean norm of the gradient before it was scaled down.</summary>
    public double GradientNorm { get; set; }

    public bool IsFinite => double.IsFinite(Reconstruction) && double.IsFinite(Kl.Sum()) && double.IsFinite(GradientNorm);
}
