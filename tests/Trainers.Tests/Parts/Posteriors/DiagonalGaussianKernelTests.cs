using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Posteriors;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Parts.Posteriors;

public class DiagonalGaussianKernelTests
{
    // Relative to max(1, |expected|): an exponential within 2 ulp and a few operations.
    private const double Rounding = 5e-7;

    // Central differences in double with h = 1e-6 of terms up to 60, and the kernel's own rounding.
    private const double DifferenceError = 2e-6;

    // Within the bounds of the log variance, on them, and beyond.
    private static readonly float[] LogVariance =
    [
        -12, 6, MathF.BitDecrement(-12), MathF.BitIncrement(-12), MathF.BitIncrement(6), MathF.BitDecrement(6), -1e30f, 1e30f, -0f,
        float.NegativeInfinity, float.PositiveInfinity, .. new Numbers(2).Uniforms(RowBlock.Rows - 11, -15, 8),
    ];

    private static readonly float[] Mean = new Numbers(1).Uniforms(RowBlock.Rows, -3, 3);
    private static readonly float[] Noise = new Numbers(3).Normals(RowBlock.Rows);

    [Fact]
    public void Draw_AnyLogVariance_IsTheFormula()
    {
        var (scaled, sample) = Draw<Simd128, V128>();
        double[] expected = [.. LogVariance.Select((v, i) => Sigma(v) * Noise[i])];
        Close.To([.. expected.Select((s, i) => LogVariance[i] is < -12 or > 6 ? 0 : s)], scaled, Rounding, "σ ε");
        Close.To([.. expected.Select((s, i) => Mean[i] + s)], sample, Rounding, "z");
        foreach (var (otherScaled, other) in new[] { Draw<Simd256, V256>(), Draw<Simd512, V512>() })
        {
            Close.ToTheBit(scaled, otherScaled);
            Close.ToTheBit(sample, other);
        }
    }

    [Fact]
    public void SampleGradient_ByBoth_IsCentralDifferences()
    {
        const double h = 1e-6;
        float[] dz = new Numbers(4).Uniforms(RowBlock.Rows, -1, 1);
        double[] byMean = [.. dz.Select(slope => (double)slope)], byLogVariance = new double[RowBlock.Rows];
        for (int i = 0; i < RowBlock.Rows; i++)
        {
            // On a bound the slope is that from within.
            double v = LogVariance[i], low = v <= -12 + h ? Math.Max(v, -12) : v - h, high = v >= 6 - h ? Math.Min(v, 6) : v + h;
            byLogVariance[i] = v is < -12 or > 6 ? 0 : dz[i] * Noise[i] * (Sigma(high) - Sigma(low)) / (high - low);
        }

        var (mean, logVariance) = Gradients<Simd128, V128>(dz);
        Close.To(byMean, mean, DifferenceError, "gradient by μ");
        Close.To(byLogVariance, logVariance, DifferenceError, "gradient by log σ²");
        foreach (int i in (int[])[2, 4, 6, 7, 9, 10])
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
        DiagonalGaussianKernel<TS, TV>.Draw(Mean, LogVariance, Noise, scaled, sample);
        return (scaled, sample);
    }

    // In two samples of half the gradient each, to see that they are added.
    private static (float[] ByMean, float[] ByLogVariance) Gradients<TS, TV>(float[] dz)
        where TS : ISimd<TV>
        where TV : struct
    {
        float[] byMean = new float[RowBlock.Rows], byLogVariance = new float[RowBlock.Rows], half = [.. dz.Select(x => x / 2)];
        var (scaled, _) = Draw<TS, TV>();
        DiagonalGaussianKernel<TS, TV>.AddSampleGradient(half, scaled, byMean, byLogVariance);
        DiagonalGaussianKernel<TS, TV>.AddSampleGradient(half, scaled, byMean, byLogVariance);
        return (byMean, byLogVariance);
    }

    private static double Sigma(double logVariance) => Math.Exp(0.5 * Math.Clamp(logVariance, -12, 6));
}
