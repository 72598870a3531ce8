using System.Numerics;
using System.Runtime.InteropServices;

namespace MLNet.Vae.Managed.Kernels;

/// <summary>
/// The Gaussian negative log likelihood of one feature over a block of rows, −log N(x; y, σ²) = ½ ((x − y)/σ)² + log σ + ½ log 2π. A row
/// whose target is NaN is not observed and takes no part.
/// </summary>
internal static class GaussianLikelihood
{
    /// <summary>½ log 2π.</summary>
    public const float LogNormaliser = 0.918938533f;

    /// <param name="output">The decoder's mean y, [64]; receives the gradient by y times <paramref name="weight"/>.</param>
    /// <param name="target">x, [64], in standardised units; NaN where it is not observed.</param>
    /// <param name="logSigma">log σ.</param>
    /// <param name="weight">Weight of a row in the loss.</param>
    /// <param name="logSigmaGradient">The gradient by log σ times <paramref name="weight"/>.</param>
    /// <returns>The sum over the rows, in nats, not weighted.</returns>
    public static double Evaluate(Span<float> output, ReadOnlySpan<float> target, float logSigma, float weight, out float logSigmaGradient)
    {
        float inverse = MathF.Exp(-logSigma);
        var y = MemoryMarshal.Cast<float, Vector<float>>(output);
        var x = MemoryMarshal.Cast<float, Vector<float>>(target);
        Vector<float> squares = default, observed = default;
        for (int i = 0; i < y.Length; i++)
        {
            var there = Vector.Equals(x[i], x[i]);
            var residual = Vector.ConditionalSelect(there, (x[i] - y[i]) * inverse, Vector<float>.Zero);
            squares += residual * residual;
            observed += Vector.ConditionalSelect(there, Vector<float>.One, Vector<float>.Zero);
            y[i] = residual * (-inverse * weight);
        }

        float sum = Vector.Sum(squares), count = Vector.Sum(observed);
        logSigmaGradient = weight * (count - sum);
        return 0.5 * sum + count * ((double)logSigma + LogNormaliser);
    }
}
