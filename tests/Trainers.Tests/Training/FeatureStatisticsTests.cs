using MLNet.Vae.Model;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Training;

public class FeatureStatisticsTests
{
    private const double FloatRounding = 2e-7;

    [Fact]
    public void Of_RealFeature_MeanAndDeviationOfWhatIsObserved()
    {
        var map = Of(VaeLikelihood.Auto, 1, 4, float.NaN, 6, 9);
        Assert.Equal(VaeLikelihood.Gaussian, map.Likelihoods[0]);
        Close.To(5, map.Mean[0], FloatRounding);
        Close.To(1 / Math.Sqrt(34 / 4.0), map.Scale[0], FloatRounding); // the deviations are -4, -1, 1, 4
    }

    [Fact]
    public void Of_SmallDeviationOnALargeMean_IsNotLost()
    {
        // Sums of squares in one pass would cancel: 10¹⁴ against a variance of 0.04.
        var map = Of(VaeLikelihood.Auto, 1e6f - 0.25f, 1e6f + 0.25f);
        Close.To(4, map.Scale[0], FloatRounding);
    }

    [Theory]
    [InlineData(new float[] { 0, 1, 1, 0 }, VaeLikelihood.Binary)]
    [InlineData(new float[] { 0, 1, float.NaN }, VaeLikelihood.Binary)]
    [InlineData(new float[] { 0, 1, 0.5f }, VaeLikelihood.Gaussian)]
    [InlineData(new float[] { 0, 1, 2 }, VaeLikelihood.Gaussian)]
    [InlineData(new float[] { -1, 1 }, VaeLikelihood.Gaussian)]
    [InlineData(new float[] { 1, 1 }, VaeLikelihood.Constant)]
    [InlineData(new float[] { 0, float.NaN, 0 }, VaeLikelihood.Constant)]
    [InlineData(new float[] { float.NaN, float.NaN }, VaeLikelihood.Gaussian)]
    public void Of_Auto_WhatSuitsTheValues(float[] values, VaeLikelihood expected) =>
        Assert.Equal(expected, Of(VaeLikelihood.Auto, values).Likelihoods[0]);

    [Fact]
    public void Of_AskedForOneKind_TakesIt()
    {
        Assert.Equal(VaeLikelihood.Gaussian, Of(VaeLikelihood.Gaussian, 0, 1).Likelihoods[0]);
        var bernoulli = Of(VaeLikelihood.Bernoulli, 0.25f, 0.5f);
        Assert.Equal((VaeLikelihood.Bernoulli, 0, 1), (bernoulli.Likelihoods[0], bernoulli.Mean[0], bernoulli.Scale[0]));
    }

    [Theory]
    [InlineData(new float[] { 7, 7, 7 }, 7, 1e6f / 7)]
    [InlineData(new float[] { -0.1f, -0.1f, -0.1f }, -0.1f, 1e7f)]
    [InlineData(new float[] { 5 }, 5, 2e5f)]
    [InlineData(new float[] { 0, 0 }, 0, 1e38f)]
    [InlineData(new float[] { 1e-35f }, 1e-35f, 1e38f)]
    [InlineData(new float[] { float.NaN }, 0, 1)]
    public void Of_ConstantOrNeverObserved_MillionthsOfItOrDeviationOne(float[] values, float mean, float scale)
    {
        var map = Of(VaeLikelihood.Auto, values);
        Assert.Equal(mean, map.Mean[0]);
        Close.To(scale, map.Scale[0], FloatRounding);
    }

    [Fact]
    public void Of_ValuesNearTheEndsOfFloat32_FiniteConstants()
    {
        foreach (float size in new[] { 1e38f, 1e-30f, 1e-44f })
        {
            var map = Of(VaeLikelihood.Auto, -size, size, 2 * size);
            Assert.True(float.IsFinite(map.Mean[0]));
            Assert.True(float.IsFinite(map.Scale[0]) && map.Scale[0] > 0);
        }
    }

    private static FeatureMap Of(VaeLikelihood asked, params float[] values) => FeatureStatistics.Learn(new RowsInMemory(values, 1), [asked]).Map;
}
