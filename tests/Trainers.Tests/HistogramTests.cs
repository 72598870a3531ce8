using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

/// <summary>Numbers whose distribution no other likelihood has, by bins.</summary>
public class HistogramTests
{
    private const int Rows = 2000;

    private static readonly Lazy<(float[] Rows, VaeModel Model)> Once = new(Make);

    [Fact]
    public void Fit_NumbersWithSpikesAndPeaks_DrawsHaveThem()
    {
        var (rows, model) = Once.Value;
        float[] drawn = model.Generated(Rows, 3, 0, sampleLikelihood: true);
        float[] gain = Samples.Column(drawn, 3, 1), realGain = Samples.Column(rows, 3, 1), hours = Samples.Column(drawn, 3, 2);
        foreach (float spike in new[] { 0f, 7688 })
        {
            double share = realGain.Count(value => value == spike) / (double)Rows;
            Assert.Equal(share, gain.Count(value => value == spike) / (double)Rows, 0.03); // what a short training leaves
        }

        Assert.All(gain, value => Assert.True(value == MathF.Round(value), $"{value} is no whole number, as all of training are"));
        Assert.InRange(hours.Count(value => value < 25) / (double)Rows, 0.4, 0.6);
        Assert.True(hours.Count(value => value is > 25 and < 45) < 0.02 * Rows); // the rows have none between the peaks
    }

    [Fact]
    public void Fit_TwoPeaksByACause_DrawsAndReconstructionsFollowIt()
    {
        var (rows, model) = Once.Value;
        float[] drawn = model.Generated(Rows, 3, 0, sampleLikelihood: true), reconstruction = model.Reconstruction(rows);
        Assert.InRange(Agreement(drawn), 0.9, 1);
        Assert.InRange(Agreement([.. reconstruction.Select((value, i) => i % 3 == 0 ? rows[i] : value)]), 0.95, 1);

        // The share of the rows whose peak is that of their cause.
        static double Agreement(float[] rows) => rows.Chunk(3).Count(row => row[0] > 0 == row[2] > 35) / (double)Rows;
    }

    [Theory]
    [InlineData(-5f)]
    [InlineData(150f)]
    [InlineData(float.PositiveInfinity)]
    public void Score_ValueFarFromThoseOfTraining_IsMoreAnomalousThanAnyOfItsOwn(float value)
    {
        var (rows, model) = Once.Value;
        float[] usual = rows[..3], strange = [usual[0], usual[1], value];
        Assert.True(model.Scores(strange)[0] > model.Scores(rows).Max(), $"{model.Scores(strange)[0]}, and {model.Scores(rows).Max()} at most");
    }

    [Fact]
    public void Score_ValueThatTheRestOfTheRowContradicts_IsMoreAnomalous()
    {
        var (rows, model) = Once.Value;
        float[] usual = rows[..3], strange = [usual[0], usual[1], usual[2] > 35 ? usual[2] - 40 : usual[2] + 40];
        Assert.True(model.Scores(strange)[0] > model.Scores(usual)[0] + 1, $"{model.Scores(strange)[0]}, and {model.Scores(usual)[0]} before");
    }

    [Fact]
    public void Impute_Gap_IsWhatTheRestOfTheRowSays()
    {
        var (rows, model) = Once.Value;
        float[] gaps = [.. rows.Take(300).Select((value, i) => i % 3 == 2 ? float.NaN : value)], filled = new float[gaps.Length];
        model.Impute(gaps, filled);
        int right = Enumerable.Range(0, 100).Count(row => filled[3 * row + 2] > 35 == rows[3 * row + 2] > 35);
        Assert.InRange(right, 90, 100);
    }

    [Fact]
    public void Fit_ConstantColumn_IsConstant()
    {
        var options = Fit.Small(1);
        options.Likelihood = VaeLikelihood.Histogram;
        var model = Fit.Model([1, 7, 2, 7, 3, 7, 4, 7], 2, options);
        Assert.Equal([VaeLikelihood.Histogram, VaeLikelihood.Constant], model.Likelihoods);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Validate_ConvolutionalNetwork_IsRefused(bool isByName)
    {
        var options = new VaeOptions { Architecture = VaeArchitecture.Convolutional(8, 8) };
        if (isByName)
            options.Likelihoods = new Dictionary<string, VaeLikelihood> { ["3"] = VaeLikelihood.Histogram };
        else
            options.Likelihood = VaeLikelihood.Histogram;
        var refused = Assert.Throws<ArgumentException>(options.Validate);
        Assert.Contains("which has no outputs for the bins of the Histogram likelihood", refused.Message, StringComparison.Ordinal);
    }

    // A cause; a gain that is mostly 0, often 7688, and else any whole number; and hours around 15 or around 55, by the cause.
    private static (float[] Rows, VaeModel Model) Make()
    {
        var random = new System.Random(6);
        float[] rows = new float[3 * Rows];
        for (int row = 0; row < Rows; row++)
        {
            double kind = random.NextDouble();
            rows[3 * row] = (float)(random.NextDouble() < 0.5 ? -1 - random.NextDouble() : 1 + random.NextDouble());
            rows[3 * row + 1] = kind < 0.8 ? 0 : kind < 0.9 ? 7688 : random.Next(100, 20_000);
            rows[3 * row + 2] = (rows[3 * row] > 0 ? 55 : 15) + 10 * random.NextSingle() - 5;
        }

        var options = Fit.Small(60);
        options.Likelihoods = new Dictionary<string, VaeLikelihood> { ["1..3"] = VaeLikelihood.Histogram };
        return (rows, Fit.Model(rows, 3, options));
    }
}
