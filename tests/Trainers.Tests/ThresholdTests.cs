using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

public class ThresholdTests
{
    [Fact]
    public void PValue_OfAnyScore_IsWithinOneOverTheCalibrationRowsAndOne()
    {
        float[] scores = Trained.Real.Scores(Trained.Reals.Other);
        Assert.All(scores, score => Assert.InRange(Trained.Real.PValue(score), 1 / 401f, 1));
        Assert.Equal(1, Trained.Real.PValue(float.MinValue));
        Assert.Equal(1 / 401f, Trained.Real.PValue(float.MaxValue));
    }

    [Fact]
    public void Threshold_OfARate_RaisesAnAlarmWhereThePValueIsNoHigher()
    {
        foreach (double rate in new[] { 0.01, 0.05, 0.2, 0.5 })
        {
            var options = Fit.Small(20);
            options.FalseAlarmRate = rate;
            var model = Fit.Model(Trained.Reals.Training, 5, options);
            float[] scores = model.Scores(Trained.Reals.Other);
            Assert.All(scores, score => Assert.Equal(model.PValue(score) <= rate, score > model.Threshold));
        }
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
