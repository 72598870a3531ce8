namespace MLNet.Vae.Tests.Support;

/// <summary>The formulas of the model in double, as a textbook has them.</summary>
internal static class Formulas
{
    public static double Activation(VaeActivation activation, double x) => activation switch
    {
        VaeActivation.Silu => x * Sigmoid(x),
        VaeActivation.Relu => x > 0 ? x : 0,
        VaeActivation.Tanh => Math.Tanh(x),
        VaeActivation.Gelu => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
        _ => throw new ArgumentOutOfRangeException(nameof(activation)),
    };

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>
    /// −x log p − (1 − x) log(1 − p) with p = 1/(1 + e⁻ˡ); log p and log(1 − p) by the half of the line on which they are exact.
    /// </summary>
    public static double CrossEntropy(double logit, double x) => -x * LogSigmoid(logit) - (1 - x) * LogSigmoid(-logit);

    /// <summary>log N(x; mean, σ²).</summary>
    public static double LogNormal(double x, double mean, double sigma) =>
        -0.5 * Math.Pow((x - mean) / sigma, 2) - 0.5 * Math.Log(2 * Math.PI * sigma * sigma);

    // 1/(1 + e⁻ˣ) = eˣ/(1 + eˣ); log(1 + t) is t where adding 1 would lose it.
    private static double LogSigmoid(double x)
    {
        double t = Math.Exp(-Math.Abs(x));
        double log1p = t < 1e-5 ? t - t * t / 2 : Math.Log(1 + t);
        return x >= 0 ? -log1p : x - log1p;
    }
}
