using MLNet.Vae.Examples.Common.Pages;

namespace MLNet.Vae.Examples.AnomalyDetection.Report;

/// <summary>Counts values into bars that are equally wide on an axis.</summary>
internal static class Histogram
{
    /// <summary>The bars: from, to and the share of the values between, in percent.</summary>
    public static IReadOnlyList<(double From, double To, double Y)> Count(IReadOnlyCollection<double> values, Axis axis, int bars)
    {
        double[] shares = new double[bars];
        foreach (double value in values)
            shares[Math.Min((int)(axis.Position(value) * bars), bars - 1)] += 100.0 / values.Count;
        return [.. shares.Select((share, bar) => (axis.ValueAt((double)bar / bars), axis.ValueAt((bar + 1.0) / bars), share))];
    }
}
