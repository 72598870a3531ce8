using MLNet.Vae.Model;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.ClosedForms;

/// <summary>−ELBO ≥ −IWAE ≥ −log p(x) on linear Gaussian models, where all three are known.</summary>
public class ProbabilisticPcaTests
{
    // Parameters, encoder and likelihood in float32.
    private const double Rounding = 2e-6;

    private static readonly double[,] Orthogonal = { { 1, 1 }, { 1, -1 }, { 0.5, 0.5 }, { -0.5, 0.5 } };
    private static readonly double[,] Oblique = { { 1, 0.9 }, { 0.8, 1 }, { -0.5, -0.6 }, { 0.7, 0.2 } };
    private static readonly double[] Mean = [0.5, -1, 0, 2];
    private static readonly double[] OneSigma = [0.5, 0.5, 0.5, 0.5];
    private static readonly double[] Sigmas = [0.5, 0.3, 0.8, 0.4];

    [Fact]
    public void Score_PosteriorIsDiagonal_ElboIsLogDensity()
    {
        // Wᵀ W is diagonal, and with one σ so is the posterior.
        var linear = new LinearModel(Orthogonal, Mean, OneSigma);
        Assert.Equal(0, linear.GapOfDiagonalPosterior, 1e-12);
        Check(linear, VaeScoreBound.Elbo, LinearModel.ExactNoise(2), above: 0);
    }

    [Fact]
    public void Score_PosteriorIsExact_IwaeIsLogDensityWithAnyNoise() =>
        Check(new LinearModel(Orthogonal, Mean, OneSigma), VaeScoreBound.ImportanceWeighted, [0.3f, -1.2f, 2, 1], above: 0);

    [Fact]
    public void Score_PosteriorIsNotDiagonal_ElboIsBelowByTheDivergenceFromIt()
    {
        var linear = new LinearModel(Oblique, Mean, Sigmas);
        Assert.InRange(linear.GapOfDiagonalPosterior, 0.3, 1);
        Check(linear, VaeScoreBound.Elbo, LinearModel.ExactNoise(2), above: linear.GapOfDiagonalPosterior);
    }

    [Fact]
    public void Score_PosteriorIsNotDiagonal_IwaeLiesBetweenElboAndLogDensity()
    {
        var linear = new LinearModel(Oblique, Mean, Sigmas);
        float[] rows = linear.Draw(100, new Numbers(2));
        double logDensity = Rows(rows).Average(row => linear.LogDensity(row));

        // Means over 100 rows and enough draws of the noise that the estimate is off by less than a hundredth of the gap.
        double few = MeanIwae(linear, rows, samples: 4, draws: 400), many = MeanIwae(linear, rows, samples: 64, draws: 25);
        double elbo = logDensity - linear.GapOfDiagonalPosterior, margin = 0.02 * linear.GapOfDiagonalPosterior;
        Assert.InRange(few, elbo + margin, many - margin);
        Assert.InRange(many, few + margin, logDensity - 0.001);
    }

    private static void Check(LinearModel linear, VaeScoreBound bound, float[] noise, double above)
    {
        var model = linear.Fitted(noise, bound).Uncalibrated();
        float[] rows = linear.Draw(200, new Numbers(1));
        double[] expected = [.. Rows(rows).Select(row => above - linear.LogDensity(row))];
        Close.To(expected, model.Scores(rows), Rounding, "score");
    }

    private static double MeanIwae(LinearModel linear, float[] rows, int samples, int draws)
    {
        double sum = 0;
        for (int seed = 0; seed < draws; seed++)
        {
            float[] noise = ScoringNoise.Draw(new NoiseSource(seed), samples, linear.Latent);
            sum -= linear.Fitted(noise, VaeScoreBound.ImportanceWeighted).Uncalibrated().Scores(rows).Average();
        }

        return sum / draws;
    }

    private static IEnumerable<float[]> Rows(float[] rows) => rows.Chunk(Mean.Length);
}
