namespace MLNet.Vae.Examples.AnomalyDetection;

/// <summary>
/// Average precision: Σ (R(n) − R(n−1)) P(n) over the distinct scores n from the highest down, with recall R and precision P of the rows that
/// score at least n. ML.NET has no such figure for anomaly detection; this is scikit-learn's <c>average_precision_score</c>.
/// </summary>
internal static class AveragePrecision
{
    /// <param name="rows">Scored rows, one anomaly among them at least.</param>
    public static double Of(IEnumerable<ScoredRow> rows)
    {
        double sum = 0;
        int seen = 0, anomalies = 0;
        foreach (var equal in rows.GroupBy(row => row.Score).OrderByDescending(group => group.Key))
        {
            int found = equal.Count(row => row.Label == 1);
            seen += equal.Count();
            anomalies += found;
            sum += found * ((double)anomalies / seen);
        }

        return sum / anomalies;
    }
}
