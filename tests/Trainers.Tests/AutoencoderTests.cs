using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

/// <summary>The two relatives of the VAE: the plain and the denoising autoencoder.</summary>
public class AutoencoderTests
{
    [Fact]
    public void Fit_DeterministicWithoutKl_RowsOfAPlaneAreReconstructed()
    {
        const double share = 1e-4; // of a feature's deviation; 2e-7, the rounding of float32, was seen
        float[] rows = Samples.Factors(300, 5, 2, 0, seed: 21);
        var options = new VaeOptions
        {
            Deterministic = true,
            Beta = 0,
            FixedVariance = 0.5,
            HiddenLayers = [],
            LatentDimension = 2,
            LearningRate = 0.02,
            NumberOfEpochs = 600,
            Seed = 1,
        };
        float[] reconstruction = Fit.Model(rows, 5, options).Reconstruction(rows);
        for (int d = 0; d < 5; d++)
        {
            float[] error = [.. Samples.Column(rows, 5, d).Zip(Samples.Column(reconstruction, 5, d), (x, y) => x - y)];
            double deviation = Samples.Moments(Samples.Column(rows, 5, d)).Deviation;
            Assert.InRange(Math.Sqrt(error.Average(e => e * e)) / deviation, 0, share);
        }
    }

    [Fact]
    public void Fit_Deterministic_TheScoreIsTheLikelihoodAtTheMeanAlone()
    {
        var options = Fit.Small(20);
        options.Deterministic = true;
        var model = Fit.Model(Trained.MixedRows, 5, options);
        var (scores, features) = model.ScoresByFeature(Trained.MixedRows);
        const double rounding = 1e-6; // of a sum of five float32 numbers
        for (int row = 0; row < 400; row++)
            Close.To(features.AsSpan(5 * row, 5).ToArray().Sum(x => (double)x), scores[row], rounding, $"score of row {row}");
    }

    [Fact]
    public void Reconstruct_NoisyRowsAfterDenoisingTraining_AreNearerToTheCleanOnes()
    {
        // Ten features of one factor: the noise off that line can be taken away, nine tenths of its square.
        const double share = 0.6;
        var (training, clean) = Samples.FactorsTwice(500, 300, 10, 1, 0.1, seed: 22);
        var options = Fit.Small(150);
        (options.InputNoise, options.Deterministic, options.Beta, options.LatentDimension) = (0.5, true, 0, 1);
        var model = Fit.Model(training, 10, options);

        var numbers = new Numbers(23);
        double[] deviation = [.. Enumerable.Range(0, 10).Select(d => Samples.Moments(Samples.Column(training, 10, d)).Deviation)];
        float[] noisy = [.. clean.Select((x, i) => (float)(x + 0.5 * deviation[i % 10] * numbers.Normal()))];
        double before = Distance(noisy, clean, deviation), after = Distance(model.Reconstruction(noisy), clean, deviation);
        Assert.True(after < share * before, $"the noise is {before:g3} deviations, {after:g3} are left");
    }

    private static double Distance(float[] rows, float[] others, double[] deviation) =>
        Math.Sqrt(rows.Select((x, i) => Math.Pow((x - others[i]) / deviation[i % deviation.Length], 2)).Average());
}
