using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

public class MissingValueTests
{
    [Fact]
    public void Score_MissingValues_CountAsTheirFeatureDoesOnAverage()
    {
        // Less what a gap takes from the tightness of the bound, the same for every feature.
        const float rounding = 1e-5f;
        var (_, complete) = Trained.Mixed.ScoresByFeature(Trained.MixedRows);
        float[] rows = new Numbers(1).WithMissing(Trained.MixedRows, 0.3);
        var (scores, features) = Trained.Mixed.ScoresByFeature(rows);
        Assert.All(scores, score => Assert.True(float.IsFinite(score)));
        float[] looser = [.. Enumerable.Range(0, rows.Length).Where(i => float.IsNaN(rows[i]))
            .Select(i => Samples.Column(complete, 5, i % 5).Average() - features[i])];
        Assert.InRange(looser[0], 0, 0.5f);
        Assert.All(looser, found => Assert.Equal(looser[0], found, rounding));
    }

    [Fact]
    public void Score_NothingObserved_IsTheKlOfTheExpectedRowAndTheMeansOfTheFeatures()
    {
        float[] row = [float.NaN, float.NaN, float.NaN, float.NaN, float.NaN];
        var (scores, features) = Trained.Real.ScoresByFeature(row);
        var (mean, logVariance) = Trained.Real.Posterior(row);
        double kl = Enumerable.Range(0, 2).Sum(j => 0.5 * (mean[j] * mean[j] + Math.Exp(logVariance[j]) - 1 - logVariance[j]));
        const double rounding = 1e-6; // of a float32 score
        Close.To(kl + features.Sum(score => (double)score), scores[0], rounding);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void Reconstruct_MissingValue_IsFilledInFromTheOthers(double missingInTraining)
    {
        // One factor with noise 0.1: the other features tell a value to 0.1 of its deviation; the mean would be off by 1.
        const double share = 0.35;
        var (training, other) = Samples.FactorsTwice(500, 200, 5, 1, 0.1, seed: 5);
        var options = Fit.Small(150);
        options.LatentDimension = 1;
        var model = Fit.Model(new Numbers(2).WithMissing(training, missingInTraining), 5, options);
        for (int feature = 0; feature < 5; feature++)
        {
            float[] rows = [.. other];
            for (int row = 0; row < 200; row++)
                rows[5 * row + feature] = float.NaN;
            float[] truth = Samples.Column(other, 5, feature), filled = Samples.Column(model.Reconstruction(rows), 5, feature);
            double error = Math.Sqrt(truth.Zip(filled).Average(pair => Math.Pow(pair.First - pair.Second, 2)));
            double deviation = Samples.Moments(truth).Deviation;
            Assert.True(error < share * deviation, $"feature {feature} is off by {error / deviation:g3} of its deviation");
        }
    }

    [Fact]
    public void Fit_ConstantAndNeverObservedFeatures_SurviveAndCountWhenTheyChange()
    {
        float[] rows = Samples.Beside(200, Samples.Factors(200, 3, 1, 0.5, seed: 4), new float[400]);
        for (int row = 0; row < 200; row++)
            (rows[5 * row + 3], rows[5 * row + 4]) = (7, float.NaN);
        var model = Fit.Model(rows, 5, Fit.Small());

        float[] scores = model.Scores(rows), reconstruction = model.Reconstruction(rows);
        Assert.All(scores, score => Assert.True(float.IsFinite(score)));
        Assert.All(reconstruction, value => Assert.True(float.IsFinite(value)));
        const float share = 0.5f; // of the deviation 1 that a constant feature keeps
        Assert.All(Samples.Column(reconstruction, 5, 3), value => Assert.Equal(7, value, share));

        float[] changed = rows[..5];
        changed[3] = 9;
        Assert.True(model.Scores(changed)[0] > scores.Max());
    }

    [Fact]
    public void Fit_RowsWithNothingObserved_Survive()
    {
        float[] rows = Samples.Factors(100, 4, 2, 0.5, seed: 6);
        Array.Fill(rows, float.NaN, 40, 80);
        Assert.All(Fit.Model(rows, 4, Fit.Small(20)).Scores(rows), score => Assert.True(float.IsFinite(score)));
    }
}
