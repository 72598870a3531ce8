namespace MLNet.Vae.Model;

/// <summary>
/// The distribution of the training scores as a table of at most 1,001 of their quantiles, evenly spaced in rank from the least score to
/// the largest.
/// </summary>
internal sealed class ScoreQuantiles
{
    private const int MaximumEntries = 1001;

    /// <summary>
    /// A training score that is less by no more than this, times 1 + |score|, counts as equal. Equal rows have equal scores, so the table
    /// has steps as high as such a group is large; the rounding of another runtime (4·10⁻⁷ measured) must not push a row over one.
    /// </summary>
    public const float Tolerance = 2e-6f;

    private readonly float[] _table;

    /// <param name="table">Ascending, at least one.</param>
    /// <param name="smallestShare">The share of the training rows that the largest score stands for: one over their number.</param>
    public ScoreQuantiles(float[] table, float smallestShare)
    {
        _table = table;
        SmallestShare = smallestShare;
    }

    public ReadOnlySpan<float> Table => _table;

    public float SmallestShare { get; }

    /// <param name="sorted">Ascending training scores.</param>
    public static ScoreQuantiles FromSorted(ReadOnlySpan<float> sorted)
    {
        var table = new float[Math.Min(sorted.Length, MaximumEntries)];
        for (int i = 0; i < table.Length; i++)
            table[i] = table.Length == 1 ? sorted[0] : Quantile(sorted, i / (double)(table.Length - 1));
        return new ScoreQuantiles(table, 1f / sorted.Length);
    }

    /// <summary>The quantile of ascending values, linear between two neighbors.</summary>
    public static float Quantile(ReadOnlySpan<float> sorted, double share)
    {
        double rank = share * (sorted.Length - 1);
        int below = (int)rank;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return (float)(sorted[below] + (rank - below) * ((double)sorted[above] - sorted[below]));
    }

    /// <summary>
    /// A score that at most a share of ascending values is above: halfway between two of them that differ by more than rounding, so that
    /// every runtime puts each row on the same side, and rows that are equal on one side together. Above all of them where there is no such
    /// gap.
    /// </summary>
    /// <param name="sorted">Ascending scores, at least one.</param>
    /// <param name="share">0 to 1.</param>
    public static float Threshold(ReadOnlySpan<float> sorted, double share)
    {
        int below = Math.Max(sorted.Length - 1 - (int)(share * sorted.Length), 0);
        while (below + 1 < sorted.Length && sorted[below + 1] <= sorted[below] + 2 * Margin(sorted[below]))
            below++;
        return below + 1 < sorted.Length
            ? (float)((double)sorted[below] + 0.5 * ((double)sorted[below + 1] - sorted[below]))
            : Math.Min(sorted[below] + 2 * Margin(sorted[below]), float.MaxValue);
    }

    private static float Margin(float score) => Tolerance * (1 + MathF.Abs(score));

    /// <summary>
    /// The share of the training scores at least as high: 1 up to the least of them, 0 above the largest, linear between two entries.
    /// </summary>
    public float ShareAtLeast(float score)
    {
        if (float.IsNaN(score))
            return float.NaN;
        float sought = score - Margin(score);
        if (sought <= _table[0])
            return 1;
        if (sought > _table[^1])
            return 0;
        int above = 1; // the first entry that is at least as high; there is one
        for (int low = 1, high = _table.Length - 1; low <= high;)
        {
            int middle = (low + high) / 2;
            if (_table[middle] >= sought)
            {
                above = middle;
                high = middle - 1;
            }
            else
            {
                low = middle + 1;
            }
        }

        float between = MathF.Min((score - _table[above - 1]) / (_table[above] - _table[above - 1]), 1);
        float rank = (above - 1 + between) / (_table.Length - 1);
        return 1 - rank * (1 - SmallestShare);
    }
}
