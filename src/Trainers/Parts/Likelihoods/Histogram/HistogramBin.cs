namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>A bin of a <see cref="Histogram"/>: values from its lower edge on, below its upper edge. In the model's units.</summary>
/// <param name="Lower">The edge at which it begins.</param>
/// <param name="Upper">The edge before which it ends, where the next one begins.</param>
/// <param name="Mean">The mean of the values in it.</param>
/// <param name="Share">The share of the values, above 0.</param>
internal readonly record struct HistogramBin(float Lower, float Upper, float Mean, double Share)
{
    // Where nothing says how far apart values lie.
    private const float DefaultMargin = 0.5f;

    /// <summary>
    /// The bins of some values. A value that so many share as a bin would have is a bin alone, and the others are cut anew into bins of equal counts, so
    /// that what is rare beside a spike has bins, too. Edges stand in the middle between values.
    /// </summary>
    /// <param name="values">Ascending, finite.</param>
    /// <returns>Ascending, without gaps; at most <see cref="MaxCount"/>, at least one.</returns>
    public static HistogramBin[] Learn(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
            return [new(-DefaultMargin, DefaultMargin, 0, 1)];
        int max = MaxCount(values.Length);
        var counts = Count(values);
        // Values that are bins alone part the others, so that there may be more bins than were asked for.
        for (int target = max; ; target--)
        {
            var groups = Cut(counts, target);
            if (groups.Count <= max)
                return Bins(groups, values.Length);
        }
    }

    /// <summary>So many bins n values make at most: <see cref="Histogram.MaxBins"/>, and 2 n^⅓ (the Rice rule).</summary>
    public static int MaxCount(int values) => Math.Min(Histogram.MaxBins, (int)Math.Ceiling(2 * Math.Cbrt(values)));

    private static List<(float Value, int Count)> Count(ReadOnlySpan<float> values)
    {
        var counts = new List<(float Value, int Count)>();
        for (int i = 0, next; i < values.Length; i = next)
        {
            next = i + 1;
            while (next < values.Length && values[next] == values[i])
                next++;
            counts.Add((values[i], next - i));
        }

        return counts;
    }

    // The distinct values of each bin.
    private static List<List<(float Value, int Count)>> Cut(List<(float Value, int Count)> counts, int bins)
    {
        bool[] isAlone = new bool[counts.Count];
        long rest = counts.Sum(value => (long)value.Count);
        int free = bins;
        double size = 0;
        for (bool isNew = true; isNew && free > 0 && rest > 0;)
        {
            isNew = false;
            size = (double)rest / free;
            for (int i = 0; i < counts.Count; i++)
            {
                if (isAlone[i] || counts[i].Count < size)
                    continue;
                (isAlone[i], isNew) = (true, true);
                free--;
                rest -= counts[i].Count;
            }
        }

        var groups = new List<List<(float Value, int Count)>>();
        long taken = 0;
        for (int i = 0; i < counts.Count; i++)
        {
            if (i == 0 || isAlone[i] || isAlone[i - 1] || taken >= size)
            {
                groups.Add([]);
                taken = 0;
            }

            groups[^1].Add(counts[i]);
            taken += counts[i].Count;
        }

        return groups;
    }

    private static HistogramBin[] Bins(List<List<(float Value, int Count)>> groups, int count)
    {
        var bins = new HistogramBin[groups.Count];
        float[] edges = new float[groups.Count + 1];
        for (int k = 1; k < groups.Count; k++)
            edges[k] = Between(groups[k - 1][^1].Value, groups[k][0].Value);
        edges[0] = groups[0][0].Value - Margin(groups[0], edges[1] - groups[0][0].Value);
        edges[^1] = groups[^1][^1].Value + Margin(groups[^1], groups[^1][^1].Value - edges[^2]);
        for (int k = 0; k < bins.Length; k++)
        {
            long inBin = groups[k].Sum(value => (long)value.Count);
            double mean = groups[k].Sum(value => (double)value.Value * value.Count) / inBin;
            bins[k] = new HistogramBin(edges[k], edges[k + 1], (float)mean, (double)inBin / count);
        }

        return bins;

        // An outer edge is as far out as half the mean distance of its bin's values; of one value alone as its other edge.
        float Margin(List<(float Value, int Count)> group, float toOtherEdge) =>
            group.Count > 1 ? (group[^1].Value - group[0].Value) / (2 * (group.Count - 1))
            : groups.Count > 1 ? toOtherEdge
            : DefaultMargin;
    }

    // Above the lesser, at most the larger, whatever rounding does.
    private static float Between(float a, float b)
    {
        float middle = a + (b - a) / 2;
        return middle > a ? middle : b;
    }
}
