namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>What one pass over a column's known values finds. Mean and deviation by Welford 1962.</summary>
internal struct ColumnSummary
{
    private long _count;
    private double _squares;
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
        double difference = x - Mean;
        Mean += difference / _count;
        _squares += difference * (x - Mean);
        _min = Math.Min(_min, x);
        _max = Math.Max(_max, x);
        _onlyZeroAndOne &= x is 0 or 1;
    }
}
