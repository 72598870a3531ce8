using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

public class ThresholdTests
{
    private const double FloatRounding = 1e-6;

    // The training rows are scored in chunks of 1,024.
    [Theory]
    [InlineData(201, 0.1, 0)]
    [InlineData(201, 0.001, 0)]
    [InlineData(201, 0.5, 0)]
    [InlineData(201, 0.1, 0.2)]
    [InlineData(2501, 0.1, 0)]
    public void Threshold_OfAFalseAlarmRate_IsHalfwayBetweenTheNormalRowsOnItsSides(int count, double rate, double contamination)
    {
        float[] rows = Samples.Factors(count, 3, 1, 0.5, seed: 8);
        var options = Fit.Small(2);
        (options.FalseAlarmRate, options.Contamination) = (rate, contamination);
        var model = Fit.Model(rows, 3, options);

        float[] scores = model.Scores(rows);
        Array.Sort(scores);
        scores = scores[..^(int)(contamination * count)];
        int alarms = (int)(rate * scores.Length);
        Assert.Equal(alarms, scores.Count(score => score > model.Threshold));
        if (alarms > 0)
            Close.To(0.5 * ((double)scores[^(alarms + 1)] + scores[^alarms]), model.Threshold, FloatRounding);

        Assert.Equal(1, model.PValue(scores[0]));
        Close.To(1.0 / scores.Length, model.PValue(scores[^1]), FloatRounding);
    }

    [Fact]
    public void PValue_OfTheTrainingScores_IsTheirShareAtLeastAsHigh()
    {
        float[] scores = Trained.Real.Scores(Trained.Reals.Training);
        foreach (float score in scores)
            Close.To(scores.Count(other => other >= score) / 400.0, Trained.Real.PValue(score), FloatRounding);
    }

    [Fact]
    public void PValue_BeyondTheTrainingScores_OneAndZero()
    {
        float[] scores = Trained.Real.Scores(Trained.Reals.Training);
        Assert.Equal(1, Trained.Real.PValue(scores.Min() - 1));
        Assert.Equal(0, Trained.Real.PValue(scores.Max() + 1));
        Assert.Equal(0, Trained.Real.PValue(float.MaxValue));
        Assert.Equal(1, Trained.Real.PValue(float.MinValue));
    }

    [Fact]
    public void WithThreshold_Another_ChangesNothingElse()
    {
        var model = Trained.Real;
        float before = model.Threshold;
        var other = model.WithThreshold(12.5f);
        Assert.Equal((12.5f, before), (other.Threshold, model.Threshold));
        float[] rows = Trained.Reals.Other;
        Close.ToTheBit(model.Scores(rows), other.Scores(rows));
        Assert.Equal(model.PValue(before), other.PValue(before));
        Assert.Equal(model.KlPerLatentDimension, other.KlPerLatentDimension);
        Assert.Equal(model.Likelihoods, other.Likelihoods);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void WithThreshold_NotFinite_Throws(float threshold) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Trained.Real.WithThreshold(threshold));
}
