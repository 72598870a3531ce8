using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Posteriors;

namespace MLNet.Vae.Parts.Priors;

/// <summary>
/// The KL divergence of posteriors N(μ, σ²) from <see cref="StandardNormal"/> on vectors, and its gradient. log σ² is clamped and has no
/// gradient outside, as torch.clamp has it.
/// </summary>
internal static class StandardNormalKernel<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    /// <summary>Twice the divergence of each lane, μ² + σ² − 1 − log σ², in nats; 0 where μ and log σ² are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV TwiceDivergence(TV mean, TV variance, TV logVariance) =>
        TS.Subtract(TS.Fma(mean, mean, variance), TS.Add(logVariance, TS.Create(1f)));

    /// <summary>The sum of the divergence of one latent dimension over the rows of a block that count, in nats.</summary>
    /// <param name="mean">μ, [64].</param>
    /// <param name="logVariance">log σ² as the encoder gave it, [64].</param>
    /// <param name="counts">1 for a row that counts, else 0, [64].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Divergence(ReadOnlySpan<float> mean, ReadOnlySpan<float> logVariance, ReadOnlySpan<float> counts)
    {
        Debug.Assert(mean.Length >= RowBlock.Rows && logVariance.Length >= RowBlock.Rows && counts.Length >= RowBlock.Rows);
        ref float mu = ref MemoryMarshal.GetReference(mean);
        ref float lv = ref MemoryMarshal.GetReference(logVariance);
        ref float w = ref MemoryMarshal.GetReference(counts);
        TV sum = default;
        for (int i = 0; i < RowBlock.Rows; i += TS.Count)
        {
            var clamped = DiagonalGaussianKernel<TS, TV>.Clamp(TS.Load(ref Unsafe.Add(ref lv, i)));
            var term = TwiceDivergence(TS.Load(ref Unsafe.Add(ref mu, i)), SimdMath<TS, TV>.Exp(clamped), clamped);
            sum = TS.Fma(term, TS.Load(ref Unsafe.Add(ref w, i)), sum);
        }

        return 0.5f * TS.Sum(sum);
    }

    /// <summary>Adds the gradient of the divergence: μ, and ½ (σ² − 1), or 0 where log σ² is outside its bounds.</summary>
    /// <param name="mean">μ, [64].</param>
    /// <param name="logVariance">log σ² as the encoder gave it, [64].</param>
    /// <param name="counts">1 for a row that counts, else 0, [64].</param>
    /// <param name="weight">β over the number of rows of the batch.</param>
    /// <param name="meanGradient">Updated, [64].</param>
    /// <param name="logVarianceGradient">Updated, [64].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddDivergenceGradient(
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> logVariance,
        ReadOnlySpan<float> counts,
        float weight,
        Span<float> meanGradient,
        Span<float> logVarianceGradient)
    {
        Debug.Assert(
            mean.Length >= RowBlock.Rows && logVariance.Length >= RowBlock.Rows && counts.Length >= RowBlock.Rows
            && meanGradient.Length >= RowBlock.Rows && logVarianceGradient.Length >= RowBlock.Rows);
        ref float mu = ref MemoryMarshal.GetReference(mean);
        ref float lv = ref MemoryMarshal.GetReference(logVariance);
        ref float w = ref MemoryMarshal.GetReference(counts);
        ref float dm = ref MemoryMarshal.GetReference(meanGradient);
        ref float dl = ref MemoryMarshal.GetReference(logVarianceGradient);
        TV scale = TS.Create(weight), one = TS.Create(1f), half = TS.Create(0.5f);
        for (int i = 0; i < RowBlock.Rows; i += TS.Count)
        {
            var beta = TS.Multiply(scale, TS.Load(ref Unsafe.Add(ref w, i)));
            TS.Store(TS.Fma(beta, TS.Load(ref Unsafe.Add(ref mu, i)), TS.Load(ref Unsafe.Add(ref dm, i))), ref Unsafe.Add(ref dm, i));
            var raw = TS.Load(ref Unsafe.Add(ref lv, i));
            var slope = TS.Multiply(half, TS.Subtract(SimdMath<TS, TV>.Exp(raw), one));
            slope = TS.And(DiagonalGaussianKernel<TS, TV>.IsWithin(raw), slope);
            TS.Store(TS.Fma(beta, slope, TS.Load(ref Unsafe.Add(ref dl, i))), ref Unsafe.Add(ref dl, i));
        }
    }
}
