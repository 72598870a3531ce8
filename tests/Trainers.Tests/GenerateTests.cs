using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

public class GenerateTests
{
    private const double FloatRounding = 1e-5;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Generate_SameSeed_SameRowsInOnePieceOrMany(bool sampleLikelihood)
    {
        var model = Trained.Mixed;
        float[] whole = model.Generated(100, 9, 0, sampleLikelihood);
        Close.ToTheBit(whole, model.Generated(100, 9, 0, sampleLikelihood));
        for (int first = 0; first < 100; first += 7)
        {
            int rows = Math.Min(7, 100 - first);
            Close.ToTheBit(whole.AsSpan(5 * first, 5 * rows), model.Generated(rows, 9, first, sampleLikelihood));
        }
    }

    [Fact]
    public void Generate_AnotherSeedOrRow_OtherRows()
    {
        var model = Trained.Real;
        Assert.NotEqual(model.Generated(1, 9), model.Generated(1, 10));
        Assert.NotEqual(model.Generated(1, 9), model.Generated(1, -9));
        Assert.NotEqual(model.Generated(1, 9), model.Generated(1, 9, firstRow: 1));
        Assert.NotEqual(model.Generated(1, 9), model.Generated(1, 9, firstRow: 1L << 40));
    }

    [Fact]
    public void Generate_Means_AreDecodedFromThePrior()
    {
        var model = Trained.Mixed;
        var noise = new NoiseSource(9);
        var z = new float[2 * 100];
        for (int i = 0; i < z.Length; i++)
            z[i] = noise.Normal(NoisePurpose.Prior, i / 2, (uint)(i % 2));
        var expected = new float[5 * 100];
        model.Decode(z, expected);
        Close.ToTheBit(expected, model.Generated(100, 9, prior: VaePrior.StandardNormal));
    }

    [Fact]
    public void Generate_RowsInTwoClusters_AreInThemAndNotBetween()
    {
        // Of N(0, I) a part is always decoded to the gap; the model has one latent dimension, so that there is no way around it.
        const int rows = 2000;
        var numbers = new Numbers(3);
        float[] clusters = [.. Enumerable.Range(0, 2 * rows).Select(i => (float)((i / 2 % 10 < 3 ? 4 : -4) + 0.2 * numbers.Normal()))];
        var model = Fit.Model(clusters, 2, new VaeOptions { LatentDimension = 1, HiddenLayers = [16], NumberOfEpochs = 60, Seed = 1 });
        float[] fitted = Samples.Column(model.Generated(rows, 5), 2, 0);
        float[] plain = Samples.Column(model.Generated(rows, 5, prior: VaePrior.StandardNormal), 2, 0);

        Assert.True(Between(fitted) < 0.01 * rows, $"{Between(fitted)} rows lie between the clusters.");
        Assert.True(Between(plain) > 0.02 * rows, $"{Between(plain)} rows lie between the clusters: nothing was to be shown.");
        Assert.InRange(fitted.Count(x => x > 0) / (double)rows, 0.27, 0.33); // 0.3, give or take three deviations of a share

        static int Between(float[] values) => values.Count(x => Math.Abs(x) < 2);
    }

    [Fact]
    public void Generate_DrawsOfASpikeAndOfWholeNumbers_AreDistributedAsTheRows()
    {
        const int rows = 3000;
        var numbers = new Numbers(4);
        float[] table =
        [
            .. Enumerable.Range(0, rows).SelectMany(_ =>
            {
                double z = numbers.Normal();
                return new[] { z > 1 ? (float)Math.Exp(5 + z) : 0, (float)Math.Round(40 + 5 * z), (float)z };
            })
        ];
        var model = Fit.Model(table, 3, Fit.Small(20));
        float[] drawn = model.Generated(rows, 5, 0, sampleLikelihood: true);
        for (int d = 0; d < 3; d++)
        {
            float[] real = Samples.Column(table, 3, d), made = Samples.Column(drawn, 3, d);
            Array.Sort(real);
            Array.Sort(made);
            // Both are samples: the largest distance of their distribution functions is below 1.95 √(2/n) in 999 of 1,000 cases.
            double distance = real.Max(x => Math.Abs(ShareUpTo(real, x) - ShareUpTo(made, x)));
            Assert.InRange(distance, 0, 1.95 * Math.Sqrt(2.0 / rows));
            Assert.InRange(made[0], real[0], real[^1]);
            Assert.InRange(made[^1], real[0], real[^1]);
        }

        Assert.All(Samples.Column(drawn, 3, 1), x => Assert.Equal(MathF.Round(x), x));
        Assert.DoesNotContain(Samples.Column(drawn, 3, 0), x => x > 0 && x < MathF.Exp(6));

        static double ShareUpTo(float[] sorted, float x) => sorted.Count(value => value <= x) / (double)sorted.Length;
    }

    [Fact]
    public void Generate_NoSuchPrior_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>("prior", () => Trained.Real.Generate(new float[5], 1, prior: (VaePrior)7));

    [Fact]
    public void Generate_SampledFromTheLikelihood_SpreadAroundTheMeanBySigma()
    {
        const int rows = 20_000;
        const double fiveDeviations = 5 / 141.4; // 1/√rows
        double[] sigma = [0.5, 0.2];
        var model = new LinearModel(new double[,] { { 1 }, { -2 } }, [3, 4], sigma).Fitted([0], VaeScoreBound.Elbo).Uncalibrated();
        float[] means = model.Generated(rows, 5), drawn = model.Generated(rows, 5, 0, sampleLikelihood: true);
        for (int d = 0; d < 2; d++)
        {
            float[] residual = [.. Samples.Column(drawn, 2, d).Zip(Samples.Column(means, 2, d), (x, y) => x - y)];
            var (mean, deviation) = Samples.Moments(residual);
            Assert.InRange(mean / sigma[d], -fiveDeviations, fiveDeviations);
            Assert.InRange(deviation / sigma[d] - 1, -fiveDeviations / 1.4, fiveDeviations / 1.4);
        }

        double together = Enumerable.Range(0, rows).Average(row =>
            (drawn[2 * row] - means[2 * row]) / sigma[0] * ((drawn[2 * row + 1] - means[2 * row + 1]) / sigma[1]));
        Assert.InRange(together, -fiveDeviations, fiveDeviations);
    }

    [Fact]
    public void Generate_LinearGaussianModel_MeanAndDeviationOfTheData()
    {
        // Where prior, posterior and likelihood are all Gaussian the fit is exact; 5 % is left for the length of the training and for the
        // draw.
        const double share = 0.05;
        float[] rows = Samples.Factors(1000, 4, 2, 0.5, seed: 9);
        var options = new VaeOptions { HiddenLayers = [], LatentDimension = 2, LearningRate = 0.02, NumberOfEpochs = 200, Seed = 1 };
        var model = Fit.Model(rows, 4, options);
        float[] made = model.Generated(20_000, 1, 0, sampleLikelihood: true);
        for (int d = 0; d < 4; d++)
        {
            var (mean, deviation) = Samples.Moments(Samples.Column(rows, 4, d));
            var (madeMean, madeDeviation) = Samples.Moments(Samples.Column(made, 4, d));
            Assert.InRange((madeMean - mean) / deviation, -share, share);
            Assert.InRange(madeDeviation / deviation - 1, -share, share);
        }
    }

    [Fact]
    public void Generate_Bits_AreDrawnWithTheProbabilitiesOfTheMeans()
    {
        const int rows = 10_000;
        float[] means = Trained.Mixed.Generated(rows, 5), drawn = Trained.Mixed.Generated(rows, 5, 0, sampleLikelihood: true);
        for (int d = 3; d < 5; d++)
        {
            float[] probability = Samples.Column(means, 5, d), bits = Samples.Column(drawn, 5, d);
            Assert.All(probability, p => Assert.InRange(p, 0, 1));
            Assert.All(bits, bit => Assert.True(bit is 0 or 1));

            // Also where they are small and where they are large, so that the bits follow their own row.
            foreach (bool small in new[] { true, false })
            {
                int[] chosen = [.. Enumerable.Range(0, rows).Where(row => probability[row] < 0.4 == small)];
                double slack = 5 * 0.5 / Math.Sqrt(chosen.Length); // five deviations of a mean of bits
                Assert.InRange(chosen.Average(row => bits[row] - probability[row]), -slack, slack);
                Assert.InRange(chosen.Length, rows / 10, rows);
            }
        }

        // Given z the two bits know nothing of each other: the product of their residuals is 0 in the mean, and at most a quarter.
        double together = Enumerable.Range(0, rows).Average(row =>
            (drawn[5 * row + 3] - means[5 * row + 3]) * (drawn[5 * row + 4] - means[5 * row + 4]));
        Assert.InRange(together, -5 * 0.25 / Math.Sqrt(rows), 5 * 0.25 / Math.Sqrt(rows));
    }

    [Fact]
    public void Interpolate_BothEnds_AreTheReconstructions()
    {
        var model = Trained.Mixed;
        float[] from = Trained.MixedRows[..5], to = Trained.MixedRows[^5..], path = new float[5 * 9];
        to[1] = float.NaN;
        model.Interpolate(from, to, path);
        Close.ToTheBit(model.Reconstruction(from), path.AsSpan(0, 5));
        Close.ToTheBit(model.Reconstruction(to), path.AsSpan(5 * 8));
    }

    [Fact]
    public void Interpolate_Between_AreDecodedFromTheStraightLine()
    {
        var model = Trained.Real;
        float[] from = Trained.Reals.Training[..5], to = Trained.Reals.Training[^5..], path = new float[5 * 5];
        model.Interpolate(from, to, path);
        var (a, _) = model.Posterior(from);
        var (b, _) = model.Posterior(to);
        for (int step = 0; step < 5; step++)
        {
            float[] z = [.. a.Zip(b, (x, y) => x + (y - x) * step / 4)], row = new float[5];
            model.Decode(z, row);
            Close.To(row.Select(x => (double)x).ToArray(), path.AsSpan(5 * step, 5), FloatRounding, $"step {step}");
        }
    }
}
