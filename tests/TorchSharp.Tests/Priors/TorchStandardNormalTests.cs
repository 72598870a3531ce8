using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Priors;
using MLNet.Vae.Torch;
using TorchSharp;
using V256 = System.Runtime.Intrinsics.Vector256<float>;

namespace MLNet.Vae.Tests.Torch;

/// <summary>The prior with libtorch against the engine's own, which its contract holds to the formula.</summary>
public sealed class TorchStandardNormalTests : TorchTests
{
    private const int Rows = 64, Latent = 3;

    // Relative to max(1, |expected|): of sums of 64 float32 terms, and of single ones.
    private const float SumRounding = 2e-6f, GradientRounding = 1e-6f;

    [Fact]
    public void TwiceDivergence_AnyPosterior_SumAndGradientOfTheEngine()
    {
        var random = new System.Random(1);
        float[] mean = Draw(random, -3, 3), logVariance = Draw(random, -12, 6); // [rows, latent]
        var (twice, byMean, byLogVariance) = Evaluate(mean, logVariance);
        float[] ones = [.. Enumerable.Repeat(1f, Rows)];
        for (int j = 0; j < Latent; j++)
        {
            float[] m = Column(mean, j), v = Column(logVariance, j), expectedByMean = new float[Rows], expectedByLogVariance = new float[Rows];
            RequireClose(2 * m.Zip(v, StandardNormal.Divergence).Sum(), twice[j], SumRounding);
            StandardNormalKernel<Simd256, V256>.AddDivergenceGradient(m, v, ones, 2, expectedByMean, expectedByLogVariance);
            for (int row = 0; row < Rows; row++)
            {
                RequireClose(expectedByMean[row], byMean[row * Latent + j], GradientRounding);
                RequireClose(expectedByLogVariance[row], byLogVariance[row * Latent + j], GradientRounding);
            }
        }
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(1e30f, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, float.PositiveInfinity)]
    public void TwiceDivergence_MeanAtTheEnds_ZeroOrInfinite(float mean, float expected)
    {
        var means = new float[Rows * Latent];
        means[0] = mean;
        Assert.Equal([expected, 0, 0], Evaluate(means, new float[Rows * Latent]).Twice);
    }

    private static (float[] Twice, float[] ByMean, float[] ByLogVariance) Evaluate(float[] mean, float[] logVariance)
    {
        using var scope = torch.NewDisposeScope();
        using var store = new TensorStore();
        var (m, v) = (torch.tensor(mean, [Rows, Latent], requires_grad: true), torch.tensor(logVariance, [Rows, Latent], requires_grad: true));
        var twice = new TorchStandardNormal(store).TwiceDivergence(m, (v * 0.5).exp(), v);
        twice.sum().backward();
        return (Values(twice), Values(m.grad!), Values(v.grad!));
    }

    private static float[] Values(torch.Tensor tensor) => tensor.data<float>().ToArray();

    private static float[] Draw(System.Random random, float min, float max) =>
        [.. Enumerable.Range(0, Rows * Latent).Select(_ => min + (max - min) * random.NextSingle())];

    private static float[] Column(float[] values, int column) => [.. values.Where((_, i) => i % Latent == column)];

    private static void RequireClose(double expected, double found, double tolerance) =>
        Assert.Equal(expected, found, tolerance * Math.Max(1, Math.Abs(expected)));
}
