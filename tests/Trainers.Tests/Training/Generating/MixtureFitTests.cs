using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Parts.Priors;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training.Generating;

namespace MLNet.Vae.Tests.Training.Generating;

public class MixtureFitTests
{
    private const int Points = 4000;

    // Of a mean, a deviation or a share of a thousand points and more: five deviations of the estimate, and the ridge.
    private const double Tolerance = 0.1;

    [Fact]
    public void Run_StandardNormalPoints_GivesNoMixture()
    {
        var numbers = new Numbers(1);
        Assert.Null(Run(Make(_ => [numbers.Normal(), numbers.Normal(), numbers.Normal()])));
    }

    [Fact]
    public void Run_TooFewPoints_GivesNoMixture() => Assert.Null(Run([.. Enumerable.Range(0, 5).Select(i => new double[] { 10 + i, 3 })]));

    [Fact]
    public void Run_PointsOnAPlane_GivesFiniteComponents()
    {
        var components = Run(Make(i => [5, 5 + i % 2]))!;
        Assert.All(components, component => Assert.All(component.Mean.Concat(component.Factor), value => Assert.True(float.IsFinite(value))));
    }

    [Fact]
    public void Run_OneCorrelatedGaussian_HasItsMomentsAndSoHaveItsDraws()
    {
        var numbers = new Numbers(2);
        var components = Run(Make(_ =>
        {
            double first = numbers.Normal();
            return [1 + 0.5 * first, -2 + 1.2 * first + 0.3 * numbers.Normal()];
        }))!;
        AssertMoments(Draws(components), [1, -2], [0.5, Math.Sqrt(1.2 * 1.2 + 0.3 * 0.3)], correlation: 1.2 / Math.Sqrt(1.2 * 1.2 + 0.3 * 0.3));
    }

    [Fact]
    public void Run_TwoClusters_PutsADrawIntoOneOrTheOtherByTheirShares()
    {
        var numbers = new Numbers(3);
        var components = Run(Make(i => i % 4 == 0
            ? [3 + 0.2 * numbers.Normal(), 0.2 * numbers.Normal()]
            : [-1 + 0.2 * numbers.Normal(), 0.2 * numbers.Normal()]))!;
        float[][] draws = Draws(components);
        Assert.Equal(1, components.Sum(component => component.Weight), 1e-5);
        Assert.InRange(draws.Count(z => z[0] > 1) / (double)Points, 0.25 - 0.035, 0.25 + 0.035); // five deviations of a share
        Assert.All(draws, z => Assert.True(Math.Abs(z[0] - 3) < 1.5 || Math.Abs(z[0] + 1) < 1.5));
    }

    [Fact]
    public void Draw_DimensionsOutsideTheMixture_AreStandardNormal()
    {
        var mixture = new GaussianMixture([1], [new GaussianComponent(1, [5], [0.5f])]);
        float[] z = new float[3], plain = new float[3];
        for (int row = 0; row < 20; row++)
        {
            mixture.Draw(new NoiseSource(4), row, z);
            StandardNormal.Draw(new NoiseSource(4), row, plain);
            Assert.Equal([plain[0], 5 + 0.5f * plain[1], plain[2]], z);
        }
    }

    private static GaussianComponent[]? Run(double[][] points) => MixtureFit.Run(points, TestContext.Current.CancellationToken);

    private static double[][] Make(Func<int, double[]> point) => [.. Enumerable.Range(0, Points).Select(point)];

    private static float[][] Draws(GaussianComponent[] components)
    {
        var mixture = new GaussianMixture([0, 1], components);
        return [.. Enumerable.Range(0, Points).Select(row =>
        {
            var z = new float[2];
            mixture.Draw(new NoiseSource(7), row, z);
            return z;
        })];
    }

    private static void AssertMoments(float[][] draws, double[] means, double[] deviations, double correlation)
    {
        for (int d = 0; d < 2; d++)
        {
            var (mean, deviation) = Samples.Moments([.. draws.Select(z => z[d])]);
            Assert.Equal(means[d], mean, Tolerance);
            Assert.Equal(deviations[d], deviation, Tolerance);
        }

        double together = draws.Average(z => (z[0] - means[0]) * (z[1] - means[1])) / (deviations[0] * deviations[1]);
        Assert.Equal(correlation, together, Tolerance);
    }
}
