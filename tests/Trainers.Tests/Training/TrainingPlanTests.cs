using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Training;

public class TrainingPlanTests
{
    [Fact]
    public void Samples_Deterministic_OneWhateverIsAsked()
    {
        var options = new VaeOptions { NumberOfMonteCarloSamples = 3, NumberOfEpochs = 1 };
        Assert.Equal(3, Fit.Plan(Trained.MixedRows, 5, options).Samples);
        options.Deterministic = true;
        Assert.Equal(1, Fit.Plan(Trained.MixedRows, 5, options).Samples);
    }

    [Fact]
    public void InitialParameters_FixedVariance_LogSigmaIsHalfItsLogarithm()
    {
        const double floatRounding = 1e-7;
        var plan = Fit.Plan(Trained.MixedRows, 5, new VaeOptions { FixedVariance = 0.25 });
        Assert.False(plan.LearnsVariance);
        Assert.All(plan.Layout.LogSigma.Of(plan.InitialParameters).ToArray(), value => Close.To(Math.Log(0.5), value, floatRounding));
    }
}
