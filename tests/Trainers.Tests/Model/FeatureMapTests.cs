using MLNet.Vae.Model;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Model;

public class FeatureMapTests
{
    private const double FloatRounding = 2e-7;

    private static readonly FeatureMap Map = new(
        [VaeLikelihood.Gaussian, VaeLikelihood.Bernoulli, VaeLikelihood.Gaussian], [100, 0, -3], [0.25f, 1, 8]);

    [Fact]
    public void ToModelUnits_OrdinaryRow_StandardizesAndBack()
    {
        Close.To(1, Map.ToModelUnits(104, 0), FloatRounding);
        Close.To(0.75, Map.ToModelUnits(0.75f, 1), FloatRounding);
        Assert.Equal(float.NaN, Map.ToModelUnits(float.NaN, 2));
        Close.To(104, Map.ToInputUnits(1, 0), FloatRounding);
        Close.To(0.75, Map.ToInputUnits(0.75f, 1), FloatRounding);
        Close.To(-2.875, Map.ToInputUnits(1, 2), FloatRounding);
    }

    [Fact]
    public void ToModelUnits_InfiniteOrHuge_IsKeptWithinAMillion()
    {
        Assert.Equal(-1e6f, Map.ToModelUnits(float.NegativeInfinity, 0));
        Assert.Equal(1e6f, Map.ToModelUnits(float.PositiveInfinity, 1));
        Assert.Equal(1e6f, Map.ToModelUnits(3e38f, 2));
    }
}
