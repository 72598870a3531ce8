using MLNet.Vae.Model;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.ClosedForms;

/// <summary>A linear VAE trained on linear Gaussian data finds the density that made them. Lucas et al. 2019, arXiv:1911.02469.</summary>
public class LinearVaeTests
{
    // Nats per row, the bar of the project. The likelihood's own best fit to 2,000 rows lies above the truth by about half a nat per free
    // parameter: 0.01.
    private const double NatsFromTheTruth = 0.05;
    private const int Rows = 2000;

    private static readonly LinearModel Truth = new(
        new double[,] { { 2, 1, 0 }, { 2, -1, 0 }, { -1, 1, 1 }, { 0, 1, -2 }, { 1, 0, 1 }, { 0.5, 0, 1 } },
        [1, 10, 100, 0, -5, 3], [0.5, 1, 0.8, 1.2, 0.6, 1]);

    private static readonly float[] Data = Truth.Draw(Rows, new Numbers(77));

    private static VaeOptions Options => new()
    {
        HiddenLayers = [],
        LatentDimension = 3,
        NumberOfEpochs = 200,
        LearningRate = 0.02,
        KlWarmUp = 0.1,
        Seed = 3,
        NumberOfScoringSamples = 64,
        ScoreBound = VaeScoreBound.ImportanceWeighted,
    };

    [Fact]
    public void Fit_LinearGaussianData_IwaeReachesTheTrueLogDensity()
    {
        var model = Fit.Model(Data, Truth.Features, Options);
        Assert.Equal(TrueLogDensity(), -model.Scores(Data).Average(), NatsFromTheTruth);
        Assert.Equal(3, model.NumberOfActiveUnits);
    }

    [Fact]
    public void Fit_LinearGaussianData_ElboReachesTheTrueLogDensity()
    {
        // The VAE turns its latent axes until the posterior is diagonal, so the bound has no gap. With exact noise the score has no error
        // of its own.
        var plan = Fit.Plan(Data, Truth.Features, Options);
        var model = new FittedWeights
        {
            Architecture = plan.Architecture,
            Features = plan.Features,
            Parameters = Fit.Parameters(plan),
            ScoringNoise = LinearModel.ExactNoise(3),
            ScoreBound = VaeScoreBound.Elbo,
            Deterministic = false,
        }.Uncalibrated();
        Assert.Equal(TrueLogDensity(), -model.Scores(Data).Average(), NatsFromTheTruth);
    }

    /// <summary>The mean over the rows in the model's units: a density of x · scale is that of x over the scale.</summary>
    private static double TrueLogDensity()
    {
        var scale = FeatureStatistics.Learn(new RowsInMemory(Data, Truth.Features), new VaeLikelihood[Truth.Features]).Map.Scale;
        return Data.Chunk(Truth.Features).Average(row => Truth.LogDensity(row)) - scale.Sum(s => Math.Log(s));
    }
}
