namespace MLNet.Vae.Examples.AnomalyDetection;

/// <summary>How right the threshold is.</summary>
/// <param name="True">Anomalies above it.</param>
/// <param name="False">Normal rows above it.</param>
/// <param name="Missed">Anomalies not above it.</param>
internal sealed record ThresholdHits(int True, int False, int Missed)
{
    /// <summary>Share of the anomalies among the rows above the threshold.</summary>
    public double Precision => True + False == 0 ? 0 : (double)True / (True + False);

    /// <summary>Share of the anomalies that are above the threshold.</summary>
    public double Recall => (double)True / (True + Missed);

    public static ThresholdHits Count(IReadOnlyCollection<ScoredRow> rows) => new(
        rows.Count(row => row.PredictedLabel && row.Label == 1),
        rows.Count(row => row.PredictedLabel && row.Label == 0),
        rows.Count(row => !row.PredictedLabel && row.Label == 1));
}
