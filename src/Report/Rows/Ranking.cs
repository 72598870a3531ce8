namespace MLNet.Vae.Rows;

/// <summary>How well scores put anomalies before normal rows.</summary>
internal static class Ranking
{
    /// <summary>
    /// Area under the ROC curve: the probability that an anomaly scores higher than a normal row, where equal scores count half. NaN where there
    /// is no anomaly, or no normal row.
    /// </summary>
    /// <param name="scores">[rows].</param>
    /// <param name="isAnomaly">[rows].</param>
    public static double AreaUnderRocCurve(IReadOnlyList<float> scores, IReadOnlyList<bool> isAnomaly)
    {
        double pairs = 0;
        long anomalies = 0, normal = 0;
        foreach (var (anomaliesHere, normalHere) in ByScore(scores, isAnomaly))
        {
            pairs += normalHere * (anomalies + 0.5 * anomaliesHere);
            anomalies += anomaliesHere;
            normal += normalHere;
        }

        return pairs / anomalies / normal;
    }

    /// <summary>
    /// Average precision: Σ (R(n) − R(n−1)) P(n) over the distinct scores n from the highest down, with recall R and precision P of the rows that
    /// score at least n: scikit-learn's <c>average_precision_score</c>. NaN where there is no anomaly.
    /// </summary>
    /// <param name="scores">[rows].</param>
    /// <param name="isAnomaly">[rows].</param>
    public static double AveragePrecision(IReadOnlyList<float> scores, IReadOnlyList<bool> isAnomaly)
    {
        double sum = 0;
        long anomalies = 0, seen = 0;
        foreach (var (anomaliesHere, normalHere) in ByScore(scores, isAnomaly))
        {
            anomalies += anomaliesHere;
            seen += anomaliesHere + normalHere;
            sum += anomaliesHere * ((double)anomalies / seen);
        }

        return sum / anomalies;
    }

    // The rows of each score, from the highest down.
    private static IEnumerable<(int Anomalies, int Normal)> ByScore(IReadOnlyList<float> scores, IReadOnlyList<bool> isAnomaly)
    {
        int[] ranked = [.. Enumerable.Range(0, scores.Count).OrderByDescending(row => scores[row])];
        for (int start = 0, end; start < ranked.Length; start = end)
        {
            int anomalies = 0;
            for (end = start; end < ranked.Length && scores[ranked[end]] == scores[ranked[start]]; end++)
                anomalies += isAnomaly[ranked[end]] ? 1 : 0;
            yield return (anomalies, end - start - anomalies);
        }
    }
}
