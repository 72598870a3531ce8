using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Priors;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Parts.Priors;

public class ReparameterizationTests
{
    // Relative to max(1, |expected|): an exponential within 2 ulp and a few operations.
    private const double Rounding = 5e-7;

    // Sums of 64 terms up to 200.
    private const double SumRounding = 1e-6;

    // Central differences in double with h = 1e-6 of terms up to 200, and the kernel's own rounding.
    private const double DifferenceError = 2e-6;

    private const float Weight = 0.03f;

    // Within the bounds of the log variance, on them, and beyond.
    private static readonly float[] Mean = new Numbers(1).Uniforms(RowBlock.Rows, -3, 3);
    private static readonly float[] LogVariance =
    [
        -12, 6, MathF.BitDecrement(-12), MathF.BitIncrement(-12), MathF.BitIncrement(6), MathF.BitDecrement(6), -1000, 1000, -0f,
        .. new Numbers(2).Uniforms(RowBlock.Rows - 9, -15, 8),
    ];

    private static readonly float[] Noise = new Numbers(3).Normals(RowBlock.Rows);
    private static readonly float[] Counts = [.. Enumerable.Range(0, RowBlock.Rows).Select(i => i % 7 == 5 ? 0f : 1f)];

    [Fact]
    public void Divergence_RowsThatCount_IsTheFormula()
    {
        double expected = 0;
        for (int i = 0; i < RowBlock.Rows; i++)
            expected += Counts[i] * Divergence(Mean[i], LogVariance[i]);
        Close.To(expected, StandardNormalKernel<Simd128, V128>.Divergence(Mean, LogVariance, Counts), SumRounding);
        Close.To(expected, StandardNormalKernel<Simd256, V256>.Divergence(Mean, LogVariance, Counts), SumRounding);
        Close.To(expected, StandardNormalKernel<Simd512, V512>.Divergence(Mean, LogVariance, Counts), SumRounding);
    }

    [Fact]
    public void Divergence_StandardNormal_IsZero()
    {
        var zeros = new float[RowBlock.Rows];
        Assert.Equal(0, StandardNormalKernel<Simd128, V128>.Divergence(zeros, zeros, Counts));
        Assert.Equal(0, StandardNormalKernel<Simd256, V256>.Divergence(zeros, zeros, Counts));
        Assert.Equal(0, StandardNormalKernel<Simd512, V512>.Divergence(zeros, zeros, Counts));
    }

    [Fact]
    public void Draw_AnyLogVariance_IsTheFormula()
    {
        var (scaled, sample) = Draw<Simd128, V128>();
        double[] expectedScaled = [.. LogVariance.Select((v, i) => Sigma(v) * Noise[i])];
        Close.To(expectedScaled, scaled, Rounding, "σ ε");
        Close.To([.. expectedScaled.Select((s, i) => Mean[i] + s)], sample, Rounding, "z");
        foreach (var (otherScaled, other) in new[] { Draw<Simd256, V256>(), Draw<Simd512, V512>() })
        {
            Close.ToTheBit(scaled, otherScaled);
            Close.ToTheBit(sample, other);
        }
    }

    [Fact]
    public void Gradients_OfDivergenceAndSample_AreCentralDifferences()
    {
        const double h = 1e-6;
        float[] dz = new Numbers(4).Uniforms(RowBlock.Rows, -1, 1);
        double[] byMean = new double[RowBlock.Rows], byLogVariance = new double[RowBlock.Rows];
        for (int i = 0; i < RowBlock.Rows; i++)
        {
            double Loss(double mean, double logVariance) =>
                Weight * Counts[i] * Divergence(mean, logVariance) + dz[i] * (mean + Sigma(logVariance) * Noise[i]);
            double v = LogVariance[i];
            byMean[i] = (Loss(Mean[i] + h, v) - Loss(Mean[i] - h, v)) / (2 * h);

            // On a bound the slope is that from within.
            double low = v <= -12 + h ? Math.Max(v, -12) : v - h, high = v >= 6 - h ? Math.Min(v, 6) : v + h;
            bool beyond = v is < -12 or > 6;
            byLogVariance[i] = beyond ? 0 : (Loss(Mean[i], high) - Loss(Mean[i], low)) / (high - low);
        }

        var (mean, logVariance) = Gradients<Simd128, V128>(dz);
        Close.To(byMean, mean, DifferenceError, "gradient by μ");
        Close.To(byLogVariance, logVariance, DifferenceError, "gradient by log σ²");
        foreach (int i in (int[])[2, 4, 6, 7])
            Assert.Equal(0, logVariance[i]);
        foreach (var (otherMean, other) in new[] { Gradients<Simd256, V256>(dz), Gradients<Simd512, V512>(dz) })
        {
            Close.ToTheBit(mean, otherMean);
            Close.ToTheBit(logVariance, other);
        }
    }

    private static (float[] Scaled, float[] Sample) Draw<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        float[] scaled = new float[RowBlock.Rows], sample = new float[RowBlock.Rows];
        StandardNormalKernel<TS, TV>.Draw(Mean, LogVariance, Noise, scaled, sample);
        return (scaled, sample);
    }

    // In two samples of half the gradient each, to see that they are added.
    private static (float[] ByMean, float[] ByLogVariance) Gradients<TS, TV>(float[] dz)
        where TS : ISimd<TV>
        where TV : struct
    {
        float[] byMean = new float[RowBlock.Rows], byLogVariance = new float[RowBlock.Rows], half = [.. dz.Select(x => x / 2)];
        var (scaled, _) = Draw<TS, TV>();
        StandardNormalKernel<TS, TV>.AddSampleGradient(half, scaled, byMean, byLogVariance);
        StandardNormalKernel<TS, TV>.AddSampleGradient(half, scaled, byMean, byLogVariance);
        StandardNormalKernel<TS, TV>.AddDivergenceGradient(Mean, LogVariance, Counts, Weight, byMean, byLogVariance);
        return (byMean, byLogVariance);
    }

    private static double Divergence(double mean, double logVariance)
    {
        double clamped = Math.Clamp(logVariance, -12, 6);
        return 0.5 * (mean * mean + Math.Exp(clamped) - 1 - clamped);
    }

    private static double Sigma(double logVariance) => Math.Exp(0.5 * Math.Clamp(logVariance, -12, 6));
}
