using MLNet.Vae.Model;
using MLNet.Vae.Numerics;

namespace MLNet.Vae.Benchmarks.Quality;

/// <summary>
/// The shares of fresh rows above a threshold that chance allows. Where n calibration scores promise k/(n + 1), the probability of a fresh score
/// above the threshold is Beta(k, n + 1 − k), and the number of m fresh ones beta-binomial.
/// </summary>
/// <param name="rate">The rate that was asked for.</param>
/// <param name="calibration">Number n of calibration scores.</param>
/// <param name="fresh">Number m of fresh rows.</param>
internal sealed class AlarmBand(double rate, int calibration, int fresh)
{
    /// <summary>Where the mean of several draws lies.</summary>
    /// <param name="draws">How many.</param>
    /// <param name="probability">Of the band; as much is left out below it as above.</param>
    public (double Low, double High) OfMean(int draws, double probability)
    {
        double above = CalibrationScores.Promised(rate, calibration), below = calibration + 1 - above;
        double[] one = [.. Enumerable.Range(0, fresh + 1).Select(alarms => Math.Exp(
            LogChoose(alarms) + LogBeta(alarms + above, fresh - alarms + below) - LogBeta(above, below)))];
        double[] sum = [1];
        for (int draw = 0; draw < draws; draw++)
            sum = Convolve(sum, one);
        double tail = (1 - probability) / 2;
        return ((double)Quantile(sum, tail) / (draws * fresh), (double)Quantile(sum, 1 - tail) / (draws * fresh));
    }

    private static double[] Convolve(double[] a, double[] b)
    {
        const double negligible = 1e-12;
        double[] sum = new double[a.Length + b.Length - 1];
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; a[i] > negligible && j < b.Length; j++)
                sum[i + j] += a[i] * b[j];
        }

        return sum;
    }

    private static int Quantile(double[] probabilities, double share)
    {
        int value = 0;
        for (double cumulative = probabilities[0]; cumulative < share && value < probabilities.Length - 1;)
            cumulative += probabilities[++value];
        return value;
    }

    private double LogChoose(int alarms) => -Math.Log(fresh + 1) - LogBeta(fresh - alarms + 1, alarms + 1);

    private static double LogBeta(double a, double b) =>
        SpecialFunctions.LogGamma(a) + SpecialFunctions.LogGamma(b) - SpecialFunctions.LogGamma(a + b);
}
