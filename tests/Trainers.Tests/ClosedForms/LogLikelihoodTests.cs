using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.ClosedForms;

/// <summary>Importance sampling on linear Gaussian models, whose log p(x) is known.</summary>
public class LogLikelihoodTests
{
    // Parameters, encoder and likelihood in float32.
    private const double Rounding = 2e-6;

    private static readonly double[,] Orthogonal = { { 1, 1 }, { 1, -1 }, { 0.5, 0.5 }, { -0.5, 0.5 } };

    // Not so oblique that the weights of a diagonal posterior, which is too narrow, have no variance: ρ² of its precision below a quarter.
    private static readonly double[,] Oblique = { { 1, -0.6 }, { 0.8, 0.5 }, { -0.2, -0.1 }, { 0.7, 0.2 } };
    private static readonly double[] Mean = [0.5, -1, 0, 2];
    private static readonly double[] OneSigma = [0.5, 0.5, 0.5, 0.5];
    private static readonly double[] Sigmas = [0.5, 0.3, 0.8, 0.4];

    // With the exact posterior each draw gives log p(x): nothing is left to chance.
    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(100)]
    public void LogLikelihood_PosteriorIsExact_IsLogDensityWithAnyDraws(int samples)
    {
        var linear = new LinearModel(Orthogonal, Mean, OneSigma);
        float[] rows = linear.Draw(50, new Numbers(1));
        double[] expected = [.. rows.Chunk(4).Select(row => linear.LogDensity(row))];
        Close.To(expected, LogLikelihood(Model(linear), rows, samples), Rounding, "log likelihood");
    }

    [Fact]
    public void LogLikelihood_PosteriorIsNotDiagonal_NearsLogDensityWithMoreDraws()
    {
        var linear = new LinearModel(Oblique, Mean, Sigmas);
        float[] rows = linear.Draw(2000, new Numbers(2));
        double density = rows.Chunk(4).Average(row => linear.LogDensity(row)), gap = linear.GapOfDiagonalPosterior;
        Assert.InRange(gap, 0.05, 0.13);
        double one = LogLikelihood(Model(linear), rows, 1).Average(), many = LogLikelihood(Model(linear), rows, 1000).Average();
        // One draw a row: a deviation of √(2 gap / 2000), a seventh of the gap. A thousand: less than a hundredth of it.
        Assert.InRange(one, density - 1.6 * gap, density - 0.4 * gap);
        Assert.InRange(many, density - 0.05 * gap, density + 0.05 * gap);
    }

    [Fact]
    public void LogLikelihood_ValueIsMissing_IsTheDensityOfTheOthers()
    {
        double[,] others = { { 1, -0.6 }, { 0.8, 0.5 }, { 0.7, 0.2 } };
        var linear = new LinearModel(Oblique, Mean, Sigmas);
        var marginal = new LinearModel(others, [0.5, -1, 2], [0.5, 0.3, 0.4]);
        float[] rows = marginal.Draw(100, new Numbers(3));
        double density = rows.Chunk(3).Average(row => marginal.LogDensity(row));
        float[] gaps = [.. rows.Chunk(3).SelectMany(row => new[] { row[0], row[1], float.NaN, row[2] })];
        Assert.Equal(density, LogLikelihood(Model(linear), gaps, 5000).Average(), 0.01);
    }

    [Fact]
    public void LogLikelihood_InPieces_IsTheSame()
    {
        var model = Trained.Mixed;
        float[] rows = Trained.MixedRows[..50], whole = LogLikelihood(model, rows, 70);
        float[] pieces = new float[10];
        model.LogLikelihood(rows.AsSpan(0, 15), [], pieces.AsSpan(0, 3), 70, seed: 1);
        model.LogLikelihood(rows.AsSpan(15), [], pieces.AsSpan(3), 70, seed: 1, firstRow: 3);
        Close.ToTheBit(whole, pieces);
        model.LogLikelihood(rows, [], pieces, 70, seed: 2);
        Assert.NotEqual(whole, pieces);
    }

    // p(x | c) of independent features: a context that the model does not look at changes nothing, one that it does changes it.
    [Fact]
    public void LogLikelihood_InAContext_IsOfTheRowInIt()
    {
        var numbers = new Numbers(4);
        float[] context = [.. Enumerable.Range(0, 600).Select(row => (float)(row % 2))];
        float[] rows = [.. context.SelectMany(c => new[] { 20 * c + numbers.Normal(), numbers.Normal() }.Select(value => (float)value))];
        var model = Fit.Model(rows, 2, context, 1, Fit.Small(150));
        float[] right = new float[600], wrong = new float[600], scores = new float[600];
        model.LogLikelihood(rows, context, right, 50, seed: 1);
        model.LogLikelihood(rows, [.. context.Select(c => 1 - c)], wrong, 50, seed: 1);
        model.Score(rows, context, scores, []);
        Assert.True(right.Average() > wrong.Average() + 10);
        Assert.Equal(-scores.Average(), right.Average(), 0.5); // a bound, and what it bounds
    }

    [Fact]
    public void LogLikelihood_WhatCannotBe_IsRefused()
    {
        float[] row = Trained.MixedRows[..5];
        Assert.Throws<ArgumentOutOfRangeException>(() => Trained.Mixed.LogLikelihood(row, [], new float[1], 0, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Trained.Mixed.LogLikelihood(row, [], new float[1], 1, seed: 1, firstRow: -1));
        Assert.Throws<ArgumentException>(() => Trained.Mixed.LogLikelihood(row, [], new float[2], 1, seed: 1));
        var options = Fit.Small(1);
        options.Deterministic = true;
        var deterministic = Fit.Model(Trained.MixedRows, 5, options);
        Assert.Throws<InvalidOperationException>(() => deterministic.LogLikelihood(row, [], new float[1], 1, seed: 1));
    }

    private static VaeModel Model(LinearModel linear) => linear.Fitted(LinearModel.ExactNoise(2), VaeScoreBound.Elbo).Uncalibrated();

    private static float[] LogLikelihood(VaeModel model, float[] rows, int samples)
    {
        float[] found = new float[rows.Length / model.FeatureCount];
        model.LogLikelihood(rows, [], found, samples, seed: 1);
        return found;
    }
}
