namespace MLNet.Vae.Pages;

/// <summary>One axis of a plot: what it shows, and where a value lies on it.</summary>
internal sealed class Axis
{
    private const double CloseToCenter = 1.5;
    private readonly Func<double, double> _transform;
    private readonly Func<double, double> _inverse;
    private readonly double _start;
    private readonly double _length;

    private Axis(
        string label, double minimum, double maximum, IEnumerable<double> ticks, Func<double, double> transform, Func<double, double> inverse)
    {
        Label = label;
        Minimum = minimum;
        Maximum = maximum;
        _transform = transform;
        _inverse = inverse;
        _start = transform(minimum);
        _length = transform(maximum) - _start;
        Ticks = [.. ticks.Where(tick => tick >= minimum && tick <= maximum)];
    }

    public string Label { get; }

    public double Minimum { get; }

    public double Maximum { get; }

    /// <summary>Values to mark, the most important first: a plot leaves out those that would overlap an earlier one.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>An even axis from <paramref name="minimum"/> to <paramref name="maximum"/>.</summary>
    public static Axis Linear(string label, double minimum, double maximum)
    {
        if (!(maximum > minimum))
            (minimum, maximum) = (minimum - 0.5, minimum + 0.5);
        return new Axis(label, minimum, maximum, RoundNumbers(minimum, maximum, count: 6), value => value, value => value);
    }

    /// <summary>An axis that is even within about <paramref name="spread"/> of a center and logarithmic further out, for long tails.</summary>
    public static Axis LongTailed(string label, double minimum, double maximum, double center, double spread)
    {
        if (!(maximum > minimum))
            return Linear(label, minimum, maximum);
        double close = CloseToCenter * spread;
        var ticks = RoundNumbers(center - close, center + close, count: 4).Concat(Decades(1)).Concat(Decades(5)).Concat(Decades(2));
        return new Axis(
            label, minimum, maximum, ticks, value => Math.Asinh((value - center) / spread), position => center + spread * Math.Sinh(position));
    }

    /// <summary>Where a value lies, 0 at the minimum to 1 at the maximum; values beyond lie on the edge.</summary>
    public double Position(double value) => Math.Clamp((_transform(value) - _start) / _length, 0, 1);

    /// <summary>The value at a position.</summary>
    public double ValueAt(double position) => _inverse(_start + position * _length);

    // 1, 2 or 5 times a power of ten apart.
    private static IEnumerable<double> RoundNumbers(double minimum, double maximum, int count)
    {
        double min = (maximum - minimum) / count;
        double power = Math.Pow(10, Math.Floor(Math.Log10(min)));
        double step = power * new[] { 1, 2, 5, 10 }.First(times => times * power >= min);
        for (double number = Math.Ceiling(minimum / step); number * step <= maximum; number++)
            yield return number == 0 ? 0 : number * step; // Not -0, which would be written so.
    }

    private static IEnumerable<double> Decades(double times) =>
        Enumerable.Range(0, 10).SelectMany(power => new[] { times * Math.Pow(10, power), -times * Math.Pow(10, power) });
}
