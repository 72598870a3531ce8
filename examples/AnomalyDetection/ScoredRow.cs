using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.AnomalyDetection;

/// <summary>A row with what the detector says about it.</summary>
internal sealed class ScoredRow : FeatureRow
{
    /// <summary>How anomalous it is, in nats.</summary>
    public float Score { get; set; }

    /// <summary>Whether the score is above the threshold.</summary>
    public bool PredictedLabel { get; set; }

    /// <summary>What each feature adds to the score, [features], in nats.</summary>
    public float[] FeatureScores { get; set; } = [];

    /// <summary>The rest of the score, in nats: the KL divergence, or how far out in latent space the row lies.</summary>
    public float Kl => Score - FeatureScores.Sum();

    /// <summary>What the model expected instead, [features], in the file's units.</summary>
    public float[] Expected { get; set; } = [];
}
