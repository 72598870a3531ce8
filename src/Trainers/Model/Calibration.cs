namespace MLNet.Vae.Model;

/// <summary>What the scores of the training rows say about scores to come.</summary>
/// <param name="TrainingScores">Their distribution.</param>
/// <param name="Threshold">The score in nats above which a row counts as an anomaly.</param>
/// <param name="KlPerLatentDimension">The mean KL divergence of the training rows, [latent], in nats.</param>
internal sealed record Calibration(ScoreQuantiles TrainingScores, float Threshold, float[] KlPerLatentDimension);
