namespace MLNet.Vae.Rows;

/// <summary>A row that is shown.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="IsAnomaly">Whether it is one: by its label, or where there are no labels by its score.</param>
/// <param name="Score">In nats.</param>
/// <param name="PValue">The probability that a normal row scores as high.</param>
/// <param name="Kl">The part of the score that is no feature's: how far out in latent space it lies, in nats.</param>
/// <param name="Features">The features that add most to the score, the first the most.</param>
/// <param name="Embedding">Where it lies in latent space, [latent].</param>
internal sealed record ReportedRow(
    string Name, bool IsAnomaly, float Score, float PValue, float Kl, FeatureShare[] Features, float[] Embedding);
