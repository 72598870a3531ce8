using MLNet.Vae.Model;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Golden;

/// <summary>
/// What a small model of three features, [real, bit, real], says of ten rows, with missing, infinite and outlandish values among them.
/// </summary>
public class GoldenScoreTests
{
    // Some ten float32 operations; a residual of 10⁶ deviations is squared, so all is relative.
    private const double Rounding = 2e-6;

    private static readonly GoldenScores Golden = GoldenFile.Read().Scores;
    private static readonly float[] Rows = GoldenFile.Flat(Golden.Rows);

    [Fact]
    public void Encode_EveryRow_PosteriorOfPyTorch()
    {
        var (mean, logVariance) = Model().Posterior(Rows);
        Close.To(Golden.PosteriorMean.SelectMany(x => x).ToArray(), mean, Rounding, "mean");
        Close.To(Golden.LogVariance.SelectMany(x => x).ToArray(), logVariance, Rounding, "log variance");
    }

    [Fact]
    public void Reconstruct_EveryRow_DecoderMeanOfPyTorch() =>
        Close.To(Golden.Reconstruction.SelectMany(x => x).ToArray(), Model().Reconstruction(Rows), Rounding, "reconstruction");

    [Fact]
    public void Score_Elbo_AsInPyTorchRowAndFeature()
    {
        var (scores, features) = Model().ScoresByFeature(Rows);
        Close.To(Golden.NegativeElbo, scores, Rounding, "score");
        Close.To(Golden.FeatureScores.SelectMany(x => x).ToArray(), features, Rounding, "feature score");
    }

    [Fact]
    public void Score_ImportanceWeighted_AsInPyTorchWithTheSplitOfTheElbo()
    {
        var (scores, features) = Model(VaeScoreBound.ImportanceWeighted).ScoresByFeature(Rows);
        Close.To(Golden.NegativeIwae, scores, Rounding, "score");
        Close.To(Golden.FeatureScores.SelectMany(x => x).ToArray(), features, Rounding, "feature score");
    }

    [Theory]
    [InlineData(VaeScoreBound.Elbo)]
    [InlineData(VaeScoreBound.ImportanceWeighted)]
    public void Score_Deterministic_LikelihoodAtTheMeanWhateverTheBound(VaeScoreBound bound) =>
        Close.To(Golden.Deterministic, Model(bound, deterministic: true).Scores(Rows), Rounding, "score");

    private static VaeModel Model(VaeScoreBound bound = VaeScoreBound.Elbo, bool deterministic = false) => new FittedWeights
    {
        Architecture = new NetworkArchitecture(3, 2, [4], VaeActivation.Tanh),
        Features = new FeatureMap(
            [.. Golden.Bernoulli.Select(b => b ? VaeLikelihood.Bernoulli : VaeLikelihood.Gaussian)], Golden.Mean, Golden.Scale,
            FeatureMap.Limit),
        Parameters = Golden.Parameters,
        ScoringNoise = deterministic ? new float[2] : Golden.Noise,
        ScoreBound = bound,
        Deterministic = deterministic,
    }.Uncalibrated();
}
