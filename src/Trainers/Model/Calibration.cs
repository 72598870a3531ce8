namespace MLNet.Vae.Model;

/// <summary>What the scores of rows that are known say about scores to come.</summary>
/// <param name="Scores">Their distribution.</param>
/// <param name="Threshold">The score in nats above which a row counts as an anomaly.</param>
/// <param name="KlPerLatentDimension">The mean KL divergence of the training rows, [latent], in nats.</param>
internal sealed record Calibration(ScoreDistribution Scores, float Threshold, float[] KlPerLatentDimension);
