using MLNet.Vae.Model;

namespace MLNet.Vae.Training;

/// <summary>
/// Finds <see cref="WrongValues"/>. A heavy tail has none: its values lie farther and farther out, but each not much farther than the one
/// before. A value is wrong where it is beyond ten robust deviations and ten times as far from the median as the farthest that is not, and
/// at most one value in thirty is.
/// <para>
/// A code, one value many times, may lie nearer: the values of a tail differ, and those of a rare kind of rows have a spread of their own. Where numbers
/// are rounded they may be equal all the same. In a tail of index α the k farthest values lie at least g times as far out as the one before with a
/// probability of g^(−αk) (Rényi 1953, Acta Math. Acad. Sci. Hung. 4, 191: k α log g is exponential with mean 1). At α = 1, Cauchy's tail, ten times for
/// one value is 0.1; 2 · 10^(1/k) times for k values is 0.1 · 2^−k, which makes 0.15 wherever the gap is. Less than three times is not
/// enough for any number of them: of amounts that are cut at a largest one many are equal to it.
/// </para>
/// </summary>
internal static class WrongValueSearch
{
    private const double FarOut = 10, GapOfAny = 10, GapOfCode = 3, MaxShare = 1 / 30.0;

    // A normal variable's quartiles are 1.349 deviations apart.
    private const double QuartilesOfNormal = 1.349;

    // Of values that are far out and a share p of all the distance from the mean is √((1 − p)/p) deviations: 5.4 for one in thirty.
    private const double WorthALook = 5;

    // Rows from which median and quartiles are found: as many as make four million values, within these bounds.
    private const int SampleValues = 1 << 22, MinSampleRows = 256, MaxSampleRows = 4096;

    /// <summary>Reads the rows once where a value lies far out.</summary>
    /// <param name="data">All rows that there are: of a part, another list would come out.</param>
    /// <param name="statistics">What they say of their features.</param>
    public static IReadOnlyList<WrongValues> Find(IRowSource data, FeatureStatistics statistics)
    {
        var missing = statistics.Map.Missing;
        var columns = Enumerable.Range(0, data.FeatureCount).Where(feature => statistics.Farthest[feature] >= WorthALook)
            .Select(feature => Column.Create(data, missing, feature)).OfType<Column>().ToArray();
        float[] room = new float[data.FeatureCount];
        for (int row = 0; row < data.RowCount && columns.Length > 0; row++)
        {
            var values = data.Read(row, 0, room);
            foreach (var column in columns)
                column.Add(values[column.Feature]);
        }

        return [.. columns.Select(column => column.Wrong()).OfType<WrongValues>()];
    }

    // How many times as far as the one before values have to lie, ordered by their distance.
    private static double Gap(ReadOnlySpan<float> values)
    {
        bool isCode = values.Length > 1 && !values.ContainsAnyExcept(values[0]);
        return isCode ? Math.Max(GapOfCode, 2 * Math.Pow(10, 1.0 / values.Length)) : GapOfAny;
    }

    private sealed class Column(int feature, MissingCodes missing, double median, double far, int rowCount)
    {
        private readonly List<float> _farOut = [];
        private double _farthestInside;
        private long _count;

        public int Feature => feature;

        // Null where nothing is known of its spread.
        public static Column? Create(IRowSource data, MissingCodes missing, int feature)
        {
            int rows = Math.Min(data.RowCount, Math.Clamp(SampleValues / data.FeatureCount, MinSampleRows, MaxSampleRows));
            var sample = new List<float>(rows);
            Span<float> room = stackalloc float[1];
            for (long i = 0; i < rows; i++)
            {
                float value = data.Read((int)(i * data.RowCount / rows), feature, room)[0];
                if (!missing.Contain(value))
                    sample.Add(value);
            }

            sample.Sort();
            if (sample.Count == 0)
                return null;
            double median = sample[sample.Count / 2];
            double deviation = ((double)sample[3 * sample.Count / 4] - sample[sample.Count / 4]) / QuartilesOfNormal;
            if (deviation == 0)
            {
                // Most values are the same: how far do the others lie from them? A quarter of these tell, for many of them may be wrong.
                double[] others = [.. sample.Select(value => Math.Abs(value - median)).Where(distance => distance > 0).Order()];
                if (others.Length == 0)
                    return null;
                deviation = others[others.Length / 4];
            }

            return new Column(feature, missing, median, FarOut * deviation, data.RowCount);
        }

        public void Add(float value)
        {
            if (missing.Contain(value))
                return;
            _count++;
            double distance = Math.Abs(value - median);
            if (distance <= far)
                _farthestInside = Math.Max(_farthestInside, distance);
            else if (_farOut.Count <= MaxShare * rowCount)
                _farOut.Add(value); // of a heavy tail no more than is needed to see that it is one
        }

        public WrongValues? Wrong()
        {
            if (_farOut.Count > MaxShare * rowCount)
                return null;
            float[] values = [.. _farOut.OrderBy(value => Math.Abs(value - median))];
            double before = Math.Max(_farthestInside, far / FarOut);
            for (int i = 0; i < values.Length; i++)
            {
                double distance = Math.Abs(values[i] - median);
                if (distance >= Gap(values.AsSpan(i)) * before)
                {
                    return values.Length - i <= MaxShare * _count
                        ? new WrongValues(feature, median - 2 * before, median + 2 * before, values[i..])
                        : null;
                }

                before = distance;
            }

            return null;
        }
    }
}
