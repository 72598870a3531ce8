namespace MLNet.Vae.Numerics;

/// <summary>
/// Functions that .NET does not have, for x ≥ 0.1: Stirling's series from 10 on, below it by the recurrence. Abramowitz and Stegun 1964, 6.1.15,
/// 6.1.41, 6.3.5 and 6.3.18.
/// </summary>
internal static class SpecialFunctions
{
    private const double Large = 10, HalfLogTwoPi = 0.91893853320467274;

    /// <summary>log Γ(x) within 1e-13 of max(1, |log Γ(x)|).</summary>
    public static double LogGamma(double x)
    {
        double product = 1;
        for (; x < Large; x++)
            product *= x;
        double q = 1 / (x * x);
        double series = (1 / 12d - q * (1 / 360d - q * (1 / 1260d - q * (1 / 1680d - q * (1 / 1188d - q * 691 / 360360d))))) / x;
        return (x - 0.5) * Math.Log(x) - x + HalfLogTwoPi + series - Math.Log(product);
    }

    /// <summary>ψ(x), the derivative of log Γ(x), within 1e-13 of max(1, |ψ(x)|).</summary>
    public static double Digamma(double x)
    {
        double sum = 0;
        for (; x < Large; x++)
            sum += 1 / x;
        double q = 1 / (x * x);
        double series = q * (1 / 12d - q * (1 / 120d - q * (1 / 252d - q * (1 / 240d - q * (1 / 132d - q * 691 / 32760d)))));
        return Math.Log(x) - 0.5 / x - series - sum;
    }
}
