using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Priors;

/// <summary>
/// One latent dimension over a block of rows: z = μ + σ ε (Kingma and Welling 2013, arXiv:1312.6114, section 2.4), the KL divergence ½ (μ²
/// + σ² − 1 − log σ²) (their appendix B), and the gradients of both. log σ² is clamped and has no gradient outside, as torch.clamp has it.
/// </summary>
internal static class StandardNormalKernel<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    /// <summary>The sum of the divergence over the rows that count, in nats.</summary>
    /// <param name="mean">μ, [64].</param>
    /// <param name="logVariance">log σ² as the encoder gave it, [64].</param>
    /// <param name="counts">1 for a row that counts, else 0, [64].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Divergence(ReadOnlySpan<float> mean, ReadOnlySpan<float> logVariance, ReadOnlySpan<float> counts)
    {
        ref float mu = ref MemoryMarshal.GetReference(mean);
        ref float lv = ref MemoryMarshal.GetReference(logVariance);
        ref float w = ref MemoryMarshal.GetReference(counts);
        TV sum = default;
        for (int i = 0; i < RowBlock.Rows; i += TS.Count)
        {
            var m = TS.Load(ref Unsafe.Add(ref mu, i));
            var clamped = Clamp(TS.Load(ref Unsafe.Add(ref lv, i)));
            var variance = SimdMath<TS, TV>.Exp(clamped);
            var term = TS.Subtract(TS.Fma(m, m, variance), TS.Add(clamped, TS.Create(1f)));
            sum = TS.Fma(term, TS.Load(ref Unsafe.Add(ref w, i)), sum);
        }

        return 0.5f * TS.Sum(sum);
    }

    /// <summary>z = μ + σ ε, and σ ε beside it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Draw(
        ReadOnlySpan<float> mean, ReadOnlySpan<float> logVariance, ReadOnlySpan<float> noise, Span<float> scaledNoise, Span<float> sample)
    {
        ref float mu = ref MemoryMarshal.GetReference(mean);
        ref float lv = ref MemoryMarshal.GetReference(logVariance);
        ref float e = ref MemoryMarshal.GetReference(noise);
        ref float se = ref MemoryMarshal.GetReference(scaledNoise);
        ref float z = ref MemoryMarshal.GetReference(sample);
        for (int i = 0; i < RowBlock.Rows; i += TS.Count)
        {
            var sigma = SimdMath<TS, TV>.Exp(TS.Multiply(TS.Create(0.5f), Clamp(TS.Load(ref Unsafe.Add(ref lv, i)))));
            var scaled = TS.Multiply(sigma, TS.Load(ref Unsafe.Add(ref e, i)));
            TS.Store(scaled, ref Unsafe.Add(ref se, i));
            TS.Store(TS.Add(TS.Load(ref Unsafe.Add(ref mu, i)), scaled), ref Unsafe.Add(ref z, i));
        }
    }

    /// <summary>Adds what reaches μ and log σ² through one sample: dz, and ½ dz σ ε.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSampleGradient(
        ReadOnlySpan<float> sampleGradient, ReadOnlySpan<float> scaledNoise, Span<float> meanGradient, Span<float> logVarianceGradient)
    {
        ref float dz = ref MemoryMarshal.GetReference(sampleGradient);
        ref float se = ref MemoryMarshal.GetReference(scaledNoise);
        ref float dm = ref MemoryMarshal.GetReference(meanGradient);
        ref float dl = ref MemoryMarshal.GetReference(logVarianceGradient);
        for (int i = 0; i < RowBlock.Rows; i += TS.Count)
        {
            var slope = TS.Load(ref Unsafe.Add(ref dz, i));
            TS.Store(TS.Add(TS.Load(ref Unsafe.Add(ref dm, i)), slope), ref Unsafe.Add(ref dm, i));
            var half = TS.Multiply(TS.Create(0.5f), slope);
            TS.Store(TS.Fma(half, TS.Load(ref Unsafe.Add(ref se, i)), TS.Load(ref Unsafe.Add(ref dl, i))), ref Unsafe.Add(ref dl, i));
        }
    }

    /// <summary>Adds the gradient of the divergence, and takes away that of a log variance outside its bounds.</summary>
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
            var gradient = TS.Fma(beta, slope, TS.Load(ref Unsafe.Add(ref dl, i)));
            TS.Store(TS.And(TS.Equal(raw, Clamp(raw)), gradient), ref Unsafe.Add(ref dl, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Clamp(TV logVariance) =>
        TS.Min(TS.Max(logVariance, TS.Create(VaeArchitecture.MinimumLogVariance)), TS.Create(VaeArchitecture.MaximumLogVariance));
}
