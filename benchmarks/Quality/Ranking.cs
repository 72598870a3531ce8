namespace MLNet.Vae.Benchmarks.Quality;

/// <summary>How well scores put anomalies first. Rows of one score count as one, so that their order does not matter.</summary>
internal static class Ranking
{
    /// <summary>The area under the ROC curve and the average precision, as scikit-learn defines both.</summary>
    /// <exception cref="ArgumentException">A score is NaN, which has no place in an order.</exception>
    public static (double AreaUnderRoc, double AveragePrecision) Of(ReadOnlySpan<float> scores, ReadOnlySpan<bool> isAnomaly)
    {
        if (scores.Contains(float.NaN))
            throw new ArgumentException("A score is NaN; expected numbers.", nameof(scores));
        int[] order = [.. Enumerable.Range(0, scores.Length)];
        float[] falling = scores.ToArray();
        Array.Sort(falling, order, Comparer<float>.Create((a, b) => b.CompareTo(a)));
        double positives = isAnomaly.Count(true), negatives = scores.Length - positives;
        double hits = 0, misses = 0, area = 0, precision = 0;
        for (int i = 0; i < order.Length;)
        {
            double newHits = 0, newMisses = 0;
            for (float score = falling[i]; i < order.Length && falling[i] == score; i++)
            {
                if (isAnomaly[order[i]])
                    newHits++;
                else
                    newMisses++;
            }

            area += newMisses * (hits + newHits / 2);
            hits += newHits;
            misses += newMisses;
            precision += newHits * hits / (hits + misses);
        }

        return (area / (positives * negatives), precision / positives);
    }
}
