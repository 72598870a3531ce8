namespace MLNet.Vae.Model;

/// <summary>
/// What files of versions 1 and 2 have: quantiles of the scores of the training rows, evenly spaced in rank from the least to the largest.
/// Rows that a model has seen score lower than others, so that its p-values are too low.
/// </summary>
internal sealed class ScoreQuantiles : ScoreDistribution
{
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

    /// <summary>
    /// The share of the training scores at least as high: 1 up to the least of them, 0 above the largest, linear between two entries.
    /// </summary>
    public override float PValue(float score)
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
