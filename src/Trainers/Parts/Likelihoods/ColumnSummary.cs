namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>What one pass over a column's known values finds. Mean and deviation by Welford 1962, higher moments by Terriberry 2007.</summary>
internal struct ColumnSummary
{
    private long _count;
    private double _squares, _cubes, _fourths; // sums of powers of the distance from the mean
    private float _min, _max;
    private bool _onlyZeroAndOne;

    public static ColumnSummary Empty => new()
    {
        _min = float.PositiveInfinity,
        _max = float.NegativeInfinity,
        _onlyZeroAndOne = true,
    };

    public double Mean { get; private set; }

    /// <summary>0 for a constant column, and for one without values.</summary>
    public readonly double Deviation => _min < _max ? Math.Sqrt(_squares / _count) : 0;

    /// <summary>
    /// How well the values determine the logarithm of the deviation: one over its sampling variance, 4n/(κ − 1) with the kurtosis κ. About
    /// 2n for a normal column, four times the number of the others where nearly all are the same; 0 where <see cref="Deviation"/> is.
    /// </summary>
    public readonly double LogDeviationPrecision =>
        Deviation > 0 ? 4 * _count / Math.Max(_count * _fourths / (_squares * _squares) - 1, 1) : 0;

    /// <summary>Whether the values that determine the deviation are a tenth of all, as if so many differed from the others.</summary>
    public readonly bool DeterminesDeviation => LogDeviationPrecision >= 0.4 * _count && Deviation > 0;

    /// <summary>Whether it has both 0 and 1, and nothing else.</summary>
    public readonly bool IsBinary => _onlyZeroAndOne && _min == 0 && _max == 1;

    /// <summary>The distance of the farthest value from the mean in deviations; 0 for a constant column.</summary>
    public readonly double FarthestInDeviations => Deviation > 0 ? Math.Max(_max - Mean, Mean - _min) / Deviation : 0;

    /// <summary>Whether it has no value.</summary>
    public readonly bool IsEmpty => _count == 0;

    /// <summary>Whether it has values, and all are the same.</summary>
    public readonly bool IsConstant => _min == _max;

    public void Add(float x)
    {
        _count++;
        double n = _count, difference = x - Mean, step = difference / n, square = difference * step * (n - 1);
        Mean += step;
        _fourths += step * (step * (square * (n * n - 3 * n + 3) + 6 * _squares) - 4 * _cubes);
        _cubes += step * (square * (n - 2) - 3 * _squares);
        _squares += square;
        _min = Math.Min(_min, x);
        _max = Math.Max(_max, x);
        _onlyZeroAndOne &= x is 0 or 1;
    }
}
