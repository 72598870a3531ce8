using MLNet.Vae.Model;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

public class ScoreTests
{
    // A sum of some ten float32 numbers.
    private const double Rounding = 1e-5;

    [Fact]
    public void Score_ByFeature_AddsUpToTheScoreWithTheKl()
    {
        float[] rows = new Numbers(1).WithMissing(Trained.MixedRows, 0.2);
        var model = Trained.Mixed;
        var (scores, features) = model.ScoresByFeature(rows);
        var (mean, logVariance) = model.Posterior(rows);
        for (int row = 0; row < scores.Length; row++)
        {
            double sum = 0;
            for (int d = 0; d < 5; d++)
                sum += features[row * 5 + d];
            for (int j = 2 * row; j < 2 * row + 2; j++)
                sum += 0.5 * (mean[j] * mean[j] + Math.Exp(logVariance[j]) - 1 - logVariance[j]);
            Close.To(sum, scores[row], Rounding, $"score of row {row}");
        }
    }

    [Fact]
    public void Score_WithAndWithoutTheSplit_SameBits() =>
        Close.ToTheBit(Trained.Mixed.Scores(Trained.MixedRows), Trained.Mixed.ScoresByFeature(Trained.MixedRows).Scores);

    [Fact]
    public void EveryMethod_RowAloneOrInABatch_SameBits()
    {
        var model = Trained.Mixed;
        float[] rows = Trained.MixedRows;
        var (scores, features) = model.ScoresByFeature(rows);
        var (mean, logVariance) = model.Posterior(rows);
        float[] reconstruction = model.Reconstruction(rows);
        for (int row = 399; row >= 0; row -= 7)
        {
            var alone = rows.AsSpan(5 * row, 5);
            var (score, featureScores) = model.ScoresByFeature(alone);
            var posterior = model.Posterior(alone);
            Close.ToTheBit(scores.AsSpan(row, 1), score);
            Close.ToTheBit(features.AsSpan(5 * row, 5), featureScores);
            Close.ToTheBit(mean.AsSpan(2 * row, 2), posterior.Mean);
            Close.ToTheBit(logVariance.AsSpan(2 * row, 2), posterior.LogVariance);
            Close.ToTheBit(reconstruction.AsSpan(5 * row, 5), model.Reconstruction(alone));
        }
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(1e19f)]
    [InlineData(-3.4e38f)]
    public void Score_OutlandishValue_FiniteAndHigherThanAnyTrainingScore(float value)
    {
        foreach (var (model, training) in new[] { (Trained.Real, Trained.Reals.Training), (Trained.Mixed, Trained.MixedRows) })
        {
            float highest = model.Scores(training).Max();
            for (int feature = 0; feature < 5; feature++)
            {
                float[] row = training[..5];
                row[feature] = value;
                var (scores, features) = model.ScoresByFeature(row);
                Assert.InRange(scores[0], MathF.BitIncrement(highest), float.MaxValue);
                Assert.All(features, score => Assert.True(float.IsFinite(score)));
                Assert.Equal(1 / 401f, model.PValue(scores[0])); // the least there is with 400 rows
            }
        }
    }

    [Theory]
    [InlineData(3e38f, 3e38f)]
    [InlineData(3e38f, -3e38f)]
    public void Score_DecoderOverflows_IsTheLargestNumber(float first, float second)
    {
        // One latent dimension, two features; an encoder that gives z = 3 and a decoder whose output is 3 times too large for float32.
        var fitted = new LinearModel(new double[,] { { 1 }, { 1 } }, [0, 0], [1, 1]).Fitted([0.5f, -0.5f], VaeScoreBound.Elbo);
        float[] parameters = fitted.Parameters.ToArray();
        var layout = ParameterLayout.Of(fitted.Architecture);
        parameters[layout.Encoder[0].Bias.Offset] = 3;
        (parameters[layout.Decoder[0].Weight.Offset], parameters[layout.Decoder[0].Weight.Offset + 1]) = (first, second);
        foreach (var bound in Enum.GetValues<VaeScoreBound>())
        {
            var model = (fitted with { Parameters = parameters, ScoreBound = bound }).Uncalibrated();
            Assert.Equal([float.MaxValue, float.MaxValue], model.Scores([0, 0, 1, float.NaN]));
        }
    }

    [Fact]
    public void Score_BrokenCorrelation_IsHigherThanMostTrainingScores()
    {
        // Each value is ordinary by itself; together they are not: every feature from another row.
        float[] other = Trained.Reals.Other;
        var torn = new float[other.Length];
        for (int row = 0; row < 400; row++)
        {
            for (int d = 0; d < 5; d++)
                torn[5 * row + d] = other[5 * ((row + 37 * d) % 400) + d];
        }

        float median = Trained.Real.Scores(torn).Order().ElementAt(200), threshold = Trained.Real.Threshold;
        Assert.True(median > threshold, $"the median of torn rows, {median}, is not above the threshold {threshold}");
    }

    [Fact]
    public void KlPerLatentDimension_OfTheTrainingRows_IsTheirMean()
    {
        var model = Trained.Real;
        var (mean, logVariance) = model.Posterior(Trained.Reals.Training);
        for (int j = 0; j < 2; j++)
        {
            double kl = Enumerable.Range(0, 400).Select(row => 2 * row + j)
                .Average(i => 0.5 * (mean[i] * mean[i] + Math.Exp(logVariance[i]) - 1 - logVariance[i]));
            Close.To(kl, model.KlPerLatentDimension[j], Rounding, $"KL of dimension {j}");
        }

        Assert.Equal(2, model.NumberOfActiveUnits);
    }
}
