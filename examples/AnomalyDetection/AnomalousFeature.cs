namespace MLNet.Vae.Examples.AnomalyDetection;

/// <summary>A feature that made a row anomalous.</summary>
/// <param name="Name">Name of the feature.</param>
/// <param name="Nats">What it adds to the row's score.</param>
/// <param name="Value">Its value.</param>
/// <param name="Expected">The value that the model expected.</param>
internal sealed record AnomalousFeature(string Name, float Nats, float Value, float Expected)
{
    private const int MaxFeatures = 3;

    /// <summary>The features of a row that add most to its score, the first the most.</summary>
    public static IReadOnlyList<AnomalousFeature> Of(ScoredRow row, IReadOnlyList<string> names) =>
    [
        .. row.FeatureScores
            .Select((nats, i) => new AnomalousFeature(names[i], nats, row.Features[i], row.Expected[i]))
            .OrderByDescending(feature => feature.Nats)
            .Take(MaxFeatures),
    ];
}
