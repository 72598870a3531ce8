using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

public class FitArgumentsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Fit_NoWholeRows_SaysWhatIsFoundAndExpected(int values)
    {
        var error = Assert.Throws<ArgumentException>(() => Fit.Model(new float[values], 2, Fit.Small()));
        Assert.Contains($"{values} values", error.Message, StringComparison.Ordinal);
        Assert.Contains("whole rows of 2", error.Message, StringComparison.Ordinal);
        Assert.Equal("features", error.ParamName);
    }

    [Fact]
    public void Fit_MoreParametersThanAnArrayHolds_SaysSo()
    {
        var options = new VaeOptions { HiddenLayers = [30_000, 30_000, 30_000, 30_000] };
        var error = Assert.Throws<ArgumentException>(() => Fit.Model(new float[10], 5, options));
        Assert.Contains("parameters", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Fit_NoFeatures_Throws(int features) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Fit.Model(new float[8], features, Fit.Small()));

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Fit_InfiniteValue_NamesRowAndFeature(float value)
    {
        float[] rows = Samples.Factors(20, 3, 1, 0.5, seed: 1);
        rows[7 * 3 + 2] = value;
        var error = Assert.Throws<VaeDataException>(() => Fit.Model(rows, 3, Fit.Small()));
        Assert.Equal((7, 2, value), (error.Row, error.Feature, error.Value));
        Assert.Contains("Row 7, feature 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("expected a finite number", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-0.001f)]
    public void Fit_BernoulliValueOutsideZeroToOne_NamesRowAndFeature(float value)
    {
        float[] rows = Samples.Bits(20, 3, seed: 1);
        rows[7 * 3 + 2] = value;
        var options = Fit.Small();
        options.Likelihood = VaeLikelihood.Bernoulli;
        var error = Assert.Throws<VaeDataException>(() => Fit.Model(rows, 3, options));
        Assert.Equal((7, 2, value), (error.Row, error.Feature, error.Value));
        Assert.Contains("[0, 1]", error.Expected, StringComparison.Ordinal);
        Assert.Contains(error.Expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_NoOptions_TakesTheDefaults()
    {
        // One row makes 3,000 steps of one row each: the default length at its shortest.
        var model = VaeModel.Fit(new float[] { 1, 2, 3, 4, 5, 6 }, 6, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((6, 3), (model.FeatureCount, model.LatentDimension));
    }
}
