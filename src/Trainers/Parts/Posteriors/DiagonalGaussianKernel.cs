using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Posteriors;

/// <summary>
/// <see cref="DiagonalGaussian"/> on vectors: z = μ + σ ε (Kingma and Welling 2013, arXiv:1312.6114, section 2.4) and its gradient. log σ²
/// is clamped and has no gradient outside, as torch.clamp has it.
/// </summary>
internal static class DiagonalGaussianKernel<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    /// <summary>log σ² within its bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Clamp(TV logVariance) =>
        TS.Min(TS.Max(logVariance, TS.Create(DiagonalGaussian.MinLogVariance)), TS.Create(DiagonalGaussian.MaxLogVariance));

    /// <summary>All bits set where log σ² is within its bounds, so that it has a gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV IsWithin(TV logVariance) => TS.Equal(logVariance, Clamp(logVariance));

    /// <summary>σ from a log σ² within its bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Sigma(TV logVariance) => SimdMath<TS, TV>.Exp(TS.Multiply(TS.Create(0.5f), logVariance));

    /// <summary>z = μ + σ ε of one latent dimension over a block of rows.</summary>
    /// <param name="mean">μ, [64].</param>
    /// <param name="logVariance">log σ² as the encoder gave it, [64].</param>
    /// <param name="noise">ε, [64].</param>
    /// <param name="scaledNoise">Receives twice the slope of z by log σ²: σ ε, or 0 where log σ² is outside its bounds, [64].</param>
    /// <param name="sample">Receives z, [64].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Draw(
        ReadOnlySpan<float> mean, ReadOnlySpan<float> logVariance, ReadOnlySpan<float> noise, Span<float> scaledNoise, Span<float> sample)
    {
        Debug.Assert(
            mean.Length >= RowBlock.Rows && logVariance.Length >= RowBlock.Rows && noise.Length >= RowBlock.Rows
            && scaledNoise.Length >= RowBlock.Rows && sample.Length >= RowBlock.Rows);
        ref float mu = ref MemoryMarshal.GetReference(mean);
        ref float lv = ref MemoryMarshal.GetReference(logVariance);
        ref float e = ref MemoryMarshal.GetReference(noise);
        ref float se = ref MemoryMarshal.GetReference(scaledNoise);
        ref float z = ref MemoryMarshal.GetReference(sample);
        for (int i = 0; i < RowBlock.Rows; i += TS.Count)
        {
            var raw = TS.Load(ref Unsafe.Add(ref lv, i));
            var scaled = TS.Multiply(Sigma(Clamp(raw)), TS.Load(ref Unsafe.Add(ref e, i)));
            TS.Store(TS.And(IsWithin(raw), scaled), ref Unsafe.Add(ref se, i));
            TS.Store(TS.Add(TS.Load(ref Unsafe.Add(ref mu, i)), scaled), ref Unsafe.Add(ref z, i));
        }
    }

    /// <summary>Adds what reaches μ and log σ² through one sample: dz, and ½ dz σ ε.</summary>
    /// <param name="sampleGradient">dz, [64].</param>
    /// <param name="scaledNoise">What <see cref="Draw"/> left, [64].</param>
    /// <param name="meanGradient">Updated, [64].</param>
    /// <param name="logVarianceGradient">Updated, [64].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSampleGradient(
        ReadOnlySpan<float> sampleGradient, ReadOnlySpan<float> scaledNoise, Span<float> meanGradient, Span<float> logVarianceGradient)
    {
        Debug.Assert(
            sampleGradient.Length >= RowBlock.Rows && scaledNoise.Length >= RowBlock.Rows
            && meanGradient.Length >= RowBlock.Rows && logVarianceGradient.Length >= RowBlock.Rows);
        ref float dz = ref MemoryMarshal.GetReference(sampleGradient);
        ref float se = ref MemoryMarshal.GetReference(scaledNoise);
        ref float dm = ref MemoryMarshal.GetReference(meanGradient);
        ref float dl = ref MemoryMarshal.GetReference(logVarianceGradient);
        for (int i = 0; i < RowBlock.Rows; i += TS.Count)
        {
            var bySample = TS.Load(ref Unsafe.Add(ref dz, i));
            TS.Store(TS.Add(TS.Load(ref Unsafe.Add(ref dm, i)), bySample), ref Unsafe.Add(ref dm, i));
            var half = TS.Multiply(TS.Create(0.5f), bySample);
            TS.Store(TS.Fma(half, TS.Load(ref Unsafe.Add(ref se, i)), TS.Load(ref Unsafe.Add(ref dl, i))), ref Unsafe.Add(ref dl, i));
        }
    }
}
