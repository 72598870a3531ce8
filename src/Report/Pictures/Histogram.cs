using MLNet.Vae.Pages;

namespace MLNet.Vae.Pictures;

/// <summary>Counts values into bars that are equally wide on an axis.</summary>
internal static class Histogram
{
    /// <summary>The bars: from, to and the share of the values between, in percent; 0 where there is no value at all.</summary>
    public static IReadOnlyList<(double From, double To, double Y)> Count(IReadOnlyCollection<double> values, Axis axis, int bars)
    {
        int[] counts = new int[bars];
        foreach (double value in values)
            counts[Math.Min((int)(axis.Position(value) * bars), bars - 1)]++;
        return
        [
            .. counts.Select((count, bar) =>
                (axis.ValueAt((double)bar / bars), axis.ValueAt((bar + 1.0) / bars), 100.0 * count / Math.Max(values.Count, 1))),
        ];
    }
}
