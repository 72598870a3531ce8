using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

public class LikelihoodChoiceTests
{
    [Fact]
    public void Fit_Auto_BitsAreBinaryAndTheRestGaussian() =>
        Assert.Equal("Gaussian Gaussian Gaussian Binary Binary", string.Join(' ', Trained.Mixed.Likelihoods));

    [Fact]
    public void Reconstruct_BernoulliFeatures_AreProbabilities()
    {
        float[] reconstruction = Trained.Mixed.Reconstruction(Trained.MixedRows);
        for (int row = 0; row < 400; row++)
        {
            for (int d = 3; d < 5; d++)
                Assert.InRange(reconstruction[5 * row + d], 0, 1);
        }
    }

    [Fact]
    public void Fit_FixedVariance_TheScoreIsTheSquaredErrorPlusAConstant()
    {
        // σ² = ½ makes −log N(x; y, σ²) = (x − y)² + ½ log π.
        var options = Fit.Small(20);
        (options.FixedVariance, options.Deterministic) = (0.5, true);
        float[] rows = Trained.Reals.Training;
        var model = Fit.Model(rows, 5, options);
        float[] scores = model.Scores(rows), reconstruction = model.Reconstruction(rows);
        double[] deviation = [.. Enumerable.Range(0, 5).Select(d => Samples.Moments(Samples.Column(rows, 5, d)).Deviation)];
        for (int row = 0; row < 400; row++)
        {
            double error = Enumerable.Range(0, 5).Sum(d => Math.Pow((rows[5 * row + d] - reconstruction[5 * row + d]) / deviation[d], 2));
            const double rounding = 1e-5; // of values up to 60 in float32 over deviations of 1
            Close.To(error + 2.5 * Math.Log(Math.PI), scores[row], rounding, $"score of row {row}");
        }
    }
}
