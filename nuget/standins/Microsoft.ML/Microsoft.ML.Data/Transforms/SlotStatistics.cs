namespace Microsoft.ML.Transforms;

/// <summary>
/// Range, mean and variance of each slot. Missing values count for nothing in the range; neither they nor infinities count in
/// the mean.
/// </summary>
internal sealed class SlotStatistics
{
    private readonly Func<float[]> _read;
    private readonly float[] _min;
    private readonly float[] _max;
    private readonly double[] _mean;
    private readonly double[] _squares; // sum of squared deviations from the mean
    private readonly long[] _count;
    private long _remaining;

    public SlotStatistics(DataViewRow row, DataViewSchema.Column column, long maximumExampleCount)
    {
        int size = NormalizingTransformer.CheckType(column) is VectorDataViewType vector ? vector.Size : 1;
        _read = NormalizingTransformer.Reader(row, column);
        _remaining = maximumExampleCount;
        _min = Enumerable.Repeat(float.PositiveInfinity, size).ToArray();
        _max = Enumerable.Repeat(float.NegativeInfinity, size).ToArray();
        _mean = new double[size];
        _squares = new double[size];
        _count = new long[size];
    }

    public void Add()
    {
        if (_remaining-- <= 0)
            return;
        float[] row = _read();
        Check.That(row.Length == _min.Length, $"A row has {row.Length} slots instead of {_min.Length}.");
        for (int i = 0; i < row.Length; i++)
        {
            if (_max[i] < row[i])
                _max[i] = row[i];
            if (_min[i] > row[i])
                _min[i] = row[i];
            if (!float.IsFinite(row[i]))
                continue;
            double delta = row[i] - _mean[i];
            _mean[i] += delta / ++_count[i];
            _squares[i] += delta * (row[i] - _mean[i]);
        }
    }

    public NormalizingTransformer.Affine Result(NormalizingOptions options, DataViewType type)
    {
        var slots = Enumerable.Range(0, _min.Length).Select(i => options.IsMinMax ? Range(i, options.FixZero) : Deviation(i, options.FixZero)).ToArray();
        return new(options.Output, options.Input, type, slots.Select(s => s.Scale).ToArray(), slots.Select(s => s.Offset).ToArray());
    }

    private (float Scale, float Offset) Range(int i, bool fixZero)
    {
        if (!(_max[i] > _min[i]))
            return (0, 0);
        float scale = 1 / (fixZero ? Math.Max(Math.Abs(_max[i]), Math.Abs(_min[i])) : _max[i] - _min[i]);
        return (scale, fixZero || scale == 0 ? 0 : _min[i]);
    }

    private (float Scale, float Offset) Deviation(int i, bool fixZero)
    {
        if (_squares[i] == 0)
            return (0, 0);
        double variance = _squares[i] / _count[i];
        float scale = 1 / (float)Math.Sqrt(fixZero ? variance + _mean[i] * _mean[i] : variance);
        return (scale, fixZero || scale == 0 ? 0 : (float)_mean[i]);
    }
}
