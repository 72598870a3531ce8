using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// The Gaussian negative log likelihood of one feature over a block of rows, −log N(x; y, σ²) = ½ ((x − y)/σ)² + log σ + ½ log 2π. A row
/// whose target is NaN is not observed and takes no part.
/// </summary>
internal static class GaussianKernel<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    /// <param name="output">The decoder's mean y, [64]; receives the gradient by y times <paramref name="weight"/>.</param>
    /// <param name="target">x, [64], in standardized units; NaN where it is not observed.</param>
    /// <param name="logSigma">log σ.</param>
    /// <param name="inverseSigma">1/σ.</param>
    /// <param name="weight">Weight of a row in the loss.</param>
    /// <param name="logSigmaGradient">The gradient by log σ times <paramref name="weight"/>.</param>
    /// <returns>The sum over the rows, in nats, not weighted.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Evaluate(
        Span<float> output, ReadOnlySpan<float> target, float logSigma, float inverseSigma, float weight, out float logSigmaGradient)
    {
        Debug.Assert(output.Length >= RowBlock.Rows && target.Length >= RowBlock.Rows);
        ref float y = ref MemoryMarshal.GetReference(output);
        ref float x = ref MemoryMarshal.GetReference(target);
        TV squares = default, observed = default, one = TS.Create(1f);
        TV inverse = TS.Create(inverseSigma), slope = TS.Create(-inverseSigma * weight);
        for (int i = 0; i < RowBlock.Rows; i += TS.Count)
        {
            var value = TS.Load(ref Unsafe.Add(ref x, i));
            var isObserved = TS.Equal(value, value);
            var residual = TS.And(isObserved, TS.Multiply(TS.Subtract(value, TS.Load(ref Unsafe.Add(ref y, i))), inverse));
            squares = TS.Fma(residual, residual, squares);
            observed = TS.Add(observed, TS.And(isObserved, one));
            TS.Store(TS.Multiply(residual, slope), ref Unsafe.Add(ref y, i));
        }

        float sum = TS.Sum(squares), count = TS.Sum(observed);
        logSigmaGradient = weight * (count - sum);
        return 0.5 * sum + count * ((double)logSigma + Gaussian.LogNormalizer);
    }
}
