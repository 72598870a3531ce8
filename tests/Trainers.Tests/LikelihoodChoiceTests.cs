using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

public class LikelihoodChoiceTests
{
    [Fact]
    public void Fit_Auto_BitsAreBinaryAndTheRestGaussian() =>
        Assert.Equal("Gaussian Gaussian Gaussian Binary Binary", string.Join(' ', Trained.Mixed.Likelihoods));

    [Fact]
    public void Fit_LikelihoodsBySlot_TheOthersAreChosenAsBefore()
    {
        var options = Fit.Small(1);
        options.Likelihoods = new Dictionary<string, VaeLikelihood> { ["1"] = VaeLikelihood.StudentT, ["3..5"] = VaeLikelihood.Bernoulli };
        Assert.Equal("Gaussian StudentT Gaussian Bernoulli Bernoulli", string.Join(' ', Fit.Model(Trained.MixedRows, 5, options).Likelihoods));
        options.Likelihood = VaeLikelihood.Gaussian;
        options.Likelihoods = new Dictionary<string, VaeLikelihood> { ["3..5"] = VaeLikelihood.Auto };
        Assert.Equal("Gaussian Gaussian Gaussian Binary Binary", string.Join(' ', Fit.Model(Trained.MixedRows, 5, options).Likelihoods));
    }

    [Theory]
    [InlineData("5", "The slots are 0 to 4; expected one of them or a range of them, such as \"0..5\".")]
    [InlineData("-1", "names no slot")]
    [InlineData("2..2", "names no slot")]
    [InlineData("3..6", "names no slot")]
    [InlineData("1..2..3", "names no slot")]
    [InlineData("", "names no slot")]
    [InlineData("price", "names no slot")]
    [InlineData("0..2", "has slot 0, as another key has; expected each once.")]
    [InlineData("3", "has slot 3, which is part of one of CategoricalBlocks.")]
    public void Fit_LikelihoodOfASlotThatCannotHaveOne_SaysWhichThereAre(string key, string problem)
    {
        var options = Fit.Small(1);
        options.CategoricalBlocks = [3..5];
        options.Likelihoods = new Dictionary<string, VaeLikelihood> { ["0"] = VaeLikelihood.StudentT, [key] = VaeLikelihood.Gaussian };
        var exception = Assert.Throws<ArgumentException>("options", () => Fit.Model(Trained.MixedRows, 5, options));
        Assert.StartsWith($"Likelihoods[\"{key}\"] ", exception.Message);
        Assert.Contains(problem, exception.Message);
    }

    [Fact]
    public void Fit_ValueThatALikelihoodBySlotCannotLearn_IsRefused()
    {
        var options = Fit.Small(1);
        options.Likelihoods = new Dictionary<string, VaeLikelihood> { ["0"] = VaeLikelihood.Bernoulli };
        Assert.Equal(0, Assert.Throws<VaeDataException>(() => Fit.Model(Trained.MixedRows, 5, options)).Feature);
    }

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
