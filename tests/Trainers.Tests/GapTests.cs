using MLNet.Vae.Model;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

/// <summary>Rows with missing values under a model whose features depend on each other strongly.</summary>
public class GapTests
{
    private const int Features = 30, TestRows = 1000;

    // Two deviations of a share of a tenth among a thousand rows.
    private const double SamplingError = 0.02;

    private static readonly (float[] Training, float[] Other) Table = Samples.FactorsTwice(2000, TestRows, Features, 5, 0.05, seed: 3);

    private static readonly Lazy<VaeModel> LazyComplete = new(() => Train(0)), LazyGapped = new(() => Train(0.1));

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 3)]
    [InlineData(false, 10)]
    [InlineData(true, 1)]
    [InlineData(true, 3)]
    [InlineData(true, 10)]
    public void Score_UpToAThirdMissing_RaisesAtMostHalfAgainAsManyAlarms(bool gapsInTraining, int missing)
    {
        var model = Model(gapsInTraining);
        double complete = Alarms(model, Table.Other), gapped = Alarms(model, WithMissing(missing));
        Assert.InRange(gapped, 0, 1.5 * complete + SamplingError);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public void Reconstruct_UpToAThirdMissing_FillsInWhatTheOthersSay(int missing)
    {
        // The noise is a twentieth of a feature's deviation d + 1; filled once, a third missing, it was nearly half of it.
        const double expected = 0.1;
        float[] rows = WithMissing(missing), filled = Model(false).Reconstruction(rows);
        double square = Enumerable.Range(0, rows.Length).Where(i => float.IsNaN(rows[i]))
            .Average(i => Math.Pow((filled[i] - Table.Other[i]) / (i % Features + 1), 2));
        Assert.InRange(Math.Sqrt(square), 0.04, expected);
    }

    [Fact]
    public void Score_LessWhatStandsForTheMissing_IsABoundOnTheDensityOfTheRest()
    {
        // x = W z + b + noise with known densities: what the bound is above −log p of the observed is the divergence of the posterior of the
        // filled row from that of the observed, some nats where six features are left for two factors.
        const double slack = 3, rounding = 1e-3;
        var numbers = new Numbers(8);
        double[,] loading = new double[8, 2];
        for (int d = 0; d < 8; d++)
            (loading[d, 0], loading[d, 1]) = (numbers.Normal(), numbers.Normal());
        double[] mean = [.. numbers.Normals(8).Select(x => (double)x)], sigma = [.. Enumerable.Repeat(0.3, 8)];
        var linear = new LinearModel(loading, mean, sigma);
        float[] missingScores = numbers.Normals(8);
        var model = (linear.Fitted(LinearModel.ExactNoise(2), VaeScoreBound.Elbo) with { Gaps = new GapFilling(6, missingScores) })
            .Uncalibrated();
        float[] rows = linear.Draw(100, numbers);
        for (int row = 0; row < 100; row++)
        {
            int[] hidden = [row % 8, (row + 1 + row / 8 % 7) % 8], left = [.. Enumerable.Range(0, 8).Except(hidden)];
            float[] x = rows[(8 * row)..(8 * row + 8)];
            var observed = new LinearModel(Rows(loading, left), [.. left.Select(d => mean[d])], [.. left.Select(d => sigma[d])]);
            double density = -observed.LogDensity([.. left.Select(d => x[d])]);
            foreach (int d in hidden)
                x[d] = float.NaN;
            var (score, featureScores) = model.ScoresByFeature(x);
            Assert.All(hidden, d => Assert.Equal(missingScores[d], featureScores[d]));
            Assert.InRange(score[0] - hidden.Sum(d => featureScores[d]), density - rounding, density + slack);
        }
    }

    [Fact]
    public void Learn_FeaturesThatSayNothingOfEachOther_FillsNothing()
    {
        float[] rows = new Numbers(2).Normals(6 * 500);
        var model = Fit.Model(rows, 6, Fit.Small());
        Assert.Equal(0, model.Fitted.Weights.Gaps.Iterations);
    }

    [Fact]
    public void Learn_FeaturesThatDependOnEachOther_FillsGapsSeveralTimes() =>
        Assert.InRange(Model(false).Fitted.Weights.Gaps.Iterations, 4, GapFilling.MaxIterations);

    [Fact]
    public void Encode_RowsWithAndWithoutGaps_DoNotDependOnTheirCompany()
    {
        float[] rows = WithMissing(3);
        Table.Other.AsSpan(0, 20 * Features).CopyTo(rows); // some without
        var together = Model(false).Posterior(rows).Mean;
        for (int row = 0; row < 40; row++)
        {
            var alone = Model(false).Posterior(rows.AsSpan(row * Features, Features)).Mean;
            Close.ToTheBit(alone, together.AsSpan(row * alone.Length, alone.Length));
        }
    }

    private static VaeModel Model(bool gapsInTraining) => (gapsInTraining ? LazyGapped : LazyComplete).Value;

    private static VaeModel Train(double missing)
    {
        var options = new VaeOptions { Seed = 1, FalseAlarmRate = 0.1 };
        return VaeModel.Fit(missing > 0 ? new Numbers(4).WithMissing(Table.Training, missing) : Table.Training, Features, options);
    }

    // Another choice of as many features in each row.
    private static float[] WithMissing(int count)
    {
        float[] rows = [.. Table.Other];
        var random = new Random(5);
        for (int row = 0; row < TestRows; row++)
        {
            foreach (int feature in Enumerable.Range(0, Features).OrderBy(_ => random.Next()).Take(count).ToArray())
                rows[row * Features + feature] = float.NaN;
        }

        return rows;
    }

    private static double Alarms(VaeModel model, float[] rows) => model.Scores(rows).Count(score => score > model.Threshold) / (double)TestRows;

    private static double[,] Rows(double[,] matrix, int[] rows)
    {
        double[,] part = new double[rows.Length, matrix.GetLength(1)];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < part.GetLength(1); j++)
                part[i, j] = matrix[rows[i], j];
        }

        return part;
    }
}
