namespace MLNet.Vae.Model;

/// <summary>
/// How rows with missing values are encoded and scored. A missing value is what the decoder expects at the mean of the posterior, found by
/// repetition: encode, decode, put in, from the mean of the feature on. In the score it counts as much as its feature does on average, so
/// that scores of rows with and without gaps can be held against one threshold.
/// </summary>
/// <param name="Iterations">How often the gaps are filled, 0 to <see cref="MaxIterations"/>; 0 leaves them at the means.</param>
/// <param name="MissingScores">What a missing value of each feature adds to a score, [features], in nats.</param>
internal sealed record GapFilling(int Iterations, ReadOnlyMemory<float> MissingScores)
{
    /// <summary>
    /// As many as bring thirty strongly correlated features, half of them missing, to within a tenth of where they settle.
    /// </summary>
    public const int MaxIterations = 6;

    /// <summary>From the second time on a value goes so much further than it was moved, which saves every other repetition.</summary>
    public const float Momentum = 0.5f;

    /// <summary>Means for missing values, which count nothing: as versions 1 and 2 of the file had it.</summary>
    public static GapFilling None(int features) => new(0, new float[features]);
}
