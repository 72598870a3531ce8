using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

/// <summary>Numbers of things and amounts, asked for by hand.</summary>
public class CountAndLogNormalTests
{
    private const int Rows = 2000;

    private static readonly Lazy<(float[] Rows, VaeModel Model)> Once = new(Make);

    [Fact]
    public void Fit_Counts_MeansFollowTheCauseAndDrawsAreCountsThatVaryAsTheRows()
    {
        var (rows, model) = Once.Value;
        float[] drawn = Samples.Column(model.Generated(Rows, 3, 0, sampleLikelihood: true), 3, 1), real = Samples.Column(rows, 3, 1);
        Assert.All(drawn, value => Assert.True(value >= 0 && value == MathF.Round(value), $"{value} is no count"));
        var (mean, deviation) = Samples.Moments(real);
        var (madeMean, madeDeviation) = Samples.Moments(drawn);
        Assert.InRange(madeMean / mean, 0.9, 1.1); // what a short training leaves
        Assert.InRange(madeDeviation / deviation, 0.85, 1.15);

        float[] reconstruction = model.Reconstruction(rows);
        var high = Enumerable.Range(0, Rows).Where(row => rows[3 * row] > 1);
        var low = Enumerable.Range(0, Rows).Where(row => rows[3 * row] < -1);
        Assert.True(high.Average(row => reconstruction[3 * row + 1]) > 3 * low.Average(row => reconstruction[3 * row + 1]));
    }

    [Fact]
    public void Fit_Amounts_DrawsAreAboveZeroWithTheQuantilesOfTheRows()
    {
        var (rows, model) = Once.Value;
        float[] drawn = Samples.Column(model.Generated(Rows, 3, 0, sampleLikelihood: true), 3, 2), real = Samples.Column(rows, 3, 2);
        Assert.All(drawn, value => Assert.True(value > 0));
        Array.Sort(drawn);
        Array.Sort(real);
        foreach (double share in new[] { 0.1, 0.5, 0.9 })
            Assert.InRange(drawn[(int)(share * Rows)] / real[(int)(share * Rows)], 0.8, 1.25);
    }

    [Theory]
    [InlineData(1, -1f)]
    [InlineData(1, 2.5f)]
    [InlineData(2, 0f)]
    [InlineData(2, -3f)]
    public void Score_ValueThatTrainingCannotHave_IsMoreAnomalousThanAnyOfItsOwn(int feature, float value)
    {
        var (rows, model) = Once.Value;
        float[] usual = rows[..3], strange = [.. usual];
        strange[feature] = value;
        Assert.True(model.Scores(strange)[0] > model.Scores(usual)[0] + 2, $"{model.Scores(strange)[0]}, and {model.Scores(usual)[0]} before");
    }

    [Theory]
    [InlineData(VaeLikelihood.Count, 1.5f, "a whole number from 0 on for the Count likelihood, or NaN for a missing value")]
    [InlineData(VaeLikelihood.Count, -1f, "a whole number from 0 on for the Count likelihood, or NaN for a missing value")]
    [InlineData(VaeLikelihood.LogNormal, 0f, "a number above 0 for the LogNormal likelihood, or NaN for a missing value")]
    public void Fit_ValueThatCannotBeLearned_IsRefused(VaeLikelihood kind, float value, string expected)
    {
        var options = Fit.Small(1);
        options.Likelihoods = new Dictionary<string, VaeLikelihood> { ["1"] = kind };
        var refused = Assert.Throws<VaeDataException>(() => Fit.Model([1, 2, 3, float.NaN, 2, value], 2, options));
        Assert.Equal((2, 1, expected), (refused.Row, refused.Feature, refused.Expected));
    }

    // A cause, a number of things that grows with it, and an amount that does.
    private static (float[] Rows, VaeModel Model) Make()
    {
        var numbers = new Numbers(6);
        float[] rows =
        [
            .. Enumerable.Range(0, Rows).SelectMany(_ =>
            {
                double cause = numbers.Normal(), rate = Math.Exp(1 + 0.8 * cause);
                int things = 0;
                for (double time = Wait(); time < rate; time += Wait())
                    things++; // Poisson
                return new[] { (float)cause, things, (float)Math.Exp(6 + cause + 0.3 * numbers.Normal()) };
            })
        ];
        var options = Fit.Small(40);
        options.Likelihoods = new Dictionary<string, VaeLikelihood> { ["1"] = VaeLikelihood.Count, ["2"] = VaeLikelihood.LogNormal };
        return (rows, VaeModel.Fit(rows, 3, options));

        double Wait() => -Math.Log(numbers.Uniform(1e-9, 1));
    }
}
