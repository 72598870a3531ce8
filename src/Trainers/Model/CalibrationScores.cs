namespace MLNet.Vae.Model;

/// <summary>
/// Scores of rows that the model which scored them has not seen. A fresh row of the same kind is as likely to stand at any place among
/// them as at any other, which makes its p-value and the threshold promises: conformal prediction, Vovk, Gammerman and Shafer 2005.
/// </summary>
/// <param name="sorted">Ascending, 1 to <see cref="MaxCount"/>.</param>
internal sealed class CalibrationScores(float[] sorted) : ScoreDistribution
{
    /// <summary>More would tell rarer alarms apart than anyone sets: the least p-value is one in ten thousand.</summary>
    public const int MaxCount = 10_000;

    // What is taken off the product of a rate and a number of rows for its rounding: 50 · 0.07 is above 3.5.
    private const double Rounding = 1e-9;

    /// <summary>
    /// Any number of scores; of more than <see cref="MaxCount"/> so many that divide them evenly. Each kept one has a rank that makes the
    /// same promises of them as of all: ⌈j (n + 1) / (m + 1)⌉ for the j-th of m out of n, so that a fresh score is above it with a probability of
    /// no more than 1 − j / (m + 1).
    /// </summary>
    /// <param name="sorted">Ascending, at least one.</param>
    public static CalibrationScores From(float[] sorted)
    {
        if (sorted.Length <= MaxCount)
            return new CalibrationScores(sorted);
        float[] kept = new float[MaxCount];
        for (long j = 1; j <= MaxCount; j++)
            kept[j - 1] = sorted[(j * (sorted.Length + 1L) + MaxCount) / (MaxCount + 1) - 1];
        return new CalibrationScores(kept);
    }

    public ReadOnlySpan<float> Sorted => sorted;

    public int Count => sorted.Length;

    /// <summary>The least false alarm rate that so many scores can promise.</summary>
    public double MinRate => 1.0 / (sorted.Length + 1);

    /// <summary>(1 + number of scores at least as high) / (1 + number of scores).</summary>
    public override float PValue(float score)
    {
        if (float.IsNaN(score))
            return float.NaN;
        float sought = score - Margin(score);
        int below = 0; // the number of scores below it
        for (int end = sorted.Length; below < end;)
        {
            int middle = (below + end) / 2;
            if (sorted[middle] < sought)
                below = middle + 1;
            else
                end = middle;
        }

        return (float)(1 + sorted.Length - below) / (1 + sorted.Length);
    }

    /// <summary>The k ≥ 1 that makes k/(n + 1) the nearest to a rate that n scores can promise, of two as near the lower.</summary>
    /// <param name="rate">Above 0, at most 0.5.</param>
    /// <param name="count">n.</param>
    public static int Promised(double rate, int count) => Math.Max((int)Math.Ceiling((count + 1) * rate - 0.5 - Rounding), 1);

    /// <summary>
    /// The threshold that a fresh score is above with a probability of k/(n + 1), with the k of <see cref="Promised"/>. It lies above one score, and
    /// below the next, by more than rounding, so that every runtime puts each row on the same side, and rows that are equal on one side
    /// together: farther up where scores are equal, above all where there is no gap.
    /// </summary>
    /// <param name="rate">Above 0, at most 0.5.</param>
    public float Threshold(double rate)
    {
        int below = sorted.Length - Promised(rate, sorted.Length);
        while (below + 1 < sorted.Length && sorted[below + 1] <= sorted[below] + 2 * Margin(sorted[below]))
            below++;
        // Farther up, and among few scores fewer alarms would come than are asked for.
        float threshold = Math.Min(sorted[below] + 2 * Margin(sorted[below]), float.MaxValue);
        return below + 1 < sorted.Length
            ? Math.Min(threshold, (float)((double)sorted[below] + 0.5 * ((double)sorted[below + 1] - sorted[below])))
            : threshold;
    }
}
