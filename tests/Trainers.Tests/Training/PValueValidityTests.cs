using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Training;

/// <summary>A p-value is a promise: of fresh normal rows no larger share than α has one of at most α.</summary>
public class PValueValidityTests
{
    private const int Draws = 200, FreshRows = 50;

    // Rows of few are scored by the models of folds, some of many are held out of the training.
    [Theory]
    [InlineData(60, 10)]
    [InlineData(300, 10)]
    [InlineData(2048, 2)]
    public void PValue_OfFreshRows_IsAtMostAlphaNoMoreOftenThanAlpha(int rows, int epochs)
    {
        double[] alphas = [0.01, 0.05, 0.1];
        double[,] shares = new double[alphas.Length, Draws];
        Parallel.For(0, Draws, draw =>
        {
            var (training, fresh) = Samples.FactorsTwice(rows, FreshRows, 3, 1, 0.5, seed: draw);
            var options = new VaeOptions
            {
                HiddenLayers = [4],
                LatentDimension = 1,
                NumberOfEpochs = epochs,
                NumberOfThreads = 1,
                NumberOfScoringSamples = 2,
                Seed = draw,
            };
            var model = Fit.Model(training, 3, options);
            float[] values = [.. model.Scores(fresh).Select(model.PValue)];
            for (int i = 0; i < alphas.Length; i++)
                shares[i, draw] = values.Average(value => value <= alphas[i] ? 1.0 : 0);
        });

        for (int i = 0; i < alphas.Length; i++)
        {
            double mean = 0, squares = 0;
            for (int draw = 0; draw < Draws; draw++)
                mean += shares[i, draw] / Draws;
            for (int draw = 0; draw < Draws; draw++)
                squares += (shares[i, draw] - mean) * (shares[i, draw] - mean);
            double standardError = Math.Sqrt(squares / (Draws - 1) / Draws);
            Assert.True(
                mean <= alphas[i] + 3 * standardError,
                $"{mean:p2} of the p-values are at most {alphas[i]}, by {standardError:p2}");
        }
    }
}
