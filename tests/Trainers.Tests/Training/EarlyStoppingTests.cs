using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;
using MLNet.Vae.Training.Calibrating;

namespace MLNet.Vae.Tests.Training;

/// <summary>Rows that are not learned from say how long to train.</summary>
public class EarlyStoppingTests
{
    private const int Features = 10, Epochs = 3000;

    // Sums of some hundred scores in double; the scores themselves are float.
    private const double ScoreRounding = 1e-4;

    // Few rows that a network soon knows by heart, and others of the same kind.
    private static readonly (float[] Training, float[] Other) Rows = Samples.FactorsTwice(40, 300, Features, 3, 0.2, seed: 3);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(1, 0.25)]
    public void Measure_AnyModel_IsTheMeanWithoutTheTenthOrTheSaidShareThatHasTheMost(double beta, double contamination)
    {
        var options = Options(20);
        (options.Beta, options.Contamination) = (beta, contamination);
        options.NumberOfScoringSamples = 2; // of more a validation takes two
        var plan = Fit.Plan(Rows.Training, Features, options);
        float[] parameters = Fit.Parameters(plan);
        var validation = new Validation(plan, new RowsInMemory(Rows.Other, Features), patience: 20);
        validation.Measure(parameters, 20);

        var inference = plan.Finish(parameters, TestContext.Current.CancellationToken).Inference;
        double[] losses = [.. Enumerable.Range(0, 300).Select(row =>
        {
            var (scores, kl) = RowScores.Compute(
                inference, new RowsInMemory(Rows.Other[(row * Features)..((row + 1) * Features)], Features), plan.Architecture.LatentDimension, 1,
                TestContext.Current.CancellationToken);
            return scores[0] + (beta - 1) * kl.Sum();
        })];
        double expected = losses.Order().Take(contamination == 0 ? 270 : 225).Average();
        Assert.Equal(expected, validation.Loss, ScoreRounding * Math.Abs(expected));
    }

    [Fact]
    public void Run_RowsLearnedByHeart_StopsAndGivesTheParametersOfTheLowestLoss()
    {
        const int patience = 10;
        var plan = Fit.Plan(Rows.Training, Features, Options(Epochs));
        var reports = new Reports();
        var validation = new Validation(plan, new RowsInMemory(Rows.Other, Features), patience);
        float[] parameters = TrainingLoop.Run(plan, VaeBackend.Managed, reports, TestContext.Current.CancellationToken, validation);

        double[] losses = [.. reports.All.Select(report => report.ValidationLoss!.Value)];
        Assert.InRange(reports.All[^1].Step, validation.BestStep + 1, validation.BestStep + (patience + 1) * Epochs / 100);
        double before = losses.Min();
        validation.Measure(parameters, Epochs);
        Assert.Equal(before, validation.Loss);
    }

    [Fact]
    public void Fit_FewRowsAtAConstantRate_ALengthIsFoundThatServes()
    {
        var reports = new Reports();
        var options = new VaeOptions { LearningRateSchedule = VaeLearningRateSchedule.Constant, Seed = 1 };
        float[] scores = Fit.Model(Rows.Training, Features, options, reports).Scores(Rows.Other);
        Assert.InRange(reports.All[^1].NumberOfEpochs, 1, 2999); // as many as make 3,000 steps are too many
        options.NumberOfEpochs = 3000;
        float[] longest = Fit.Model(Rows.Training, Features, options).Scores(Rows.Other);
        Assert.True(scores.Average() < longest.Average(), $"{scores.Average()} nats, {longest.Average()} after 3,000 epochs");
    }

    [Fact]
    public void Run_LossFallsToTheEnd_IsAsWithoutValidation()
    {
        var plan = Fit.Plan(Rows.Other, Features, Options(40));
        var validation = new Validation(plan, new RowsInMemory(Rows.Other, Features), patience: 20);
        float[] parameters = TrainingLoop.Run(plan, VaeBackend.Managed, null, TestContext.Current.CancellationToken, validation);
        Assert.Equal(Fit.Parameters(plan), parameters);
        Assert.Equal(plan.Schedule.NumberOfSteps, validation.BestStep);
    }

    [Theory]
    [InlineData(new double[] { }, 1000, 0)]
    [InlineData(new[] { 0.9, 1, 0.95 }, 1000, 3)]
    [InlineData(new[] { 0.9, 1, 0.1 }, 1000, 0)]
    [InlineData(new[] { 0.89, 1, 0.1 }, 890, 0)]
    [InlineData(new[] { 0.1, 0.3 }, 200, 0)]
    [InlineData(new[] { 0.0001 }, 1, 0)]
    public void Create_SharesOfTheFolds_TheMedianSaysHowManyEpochs(double[] shares, int epochs, int outcomes)
    {
        var length = LengthSearch.Create([.. shares.Select(share => new FoldOutcome(share, []))], numberOfEpochs: 1000);
        Assert.Equal((epochs, outcomes), (length.NumberOfEpochs, length.Outcomes.Count));
    }

    [Fact]
    public void Fit_FewRows_FreshOnesScoreNearlyAsTheyDo()
    {
        var reports = new Reports();
        var options = new VaeOptions { Seed = 1 };
        float[] stopped = Fit.Model(Rows.Training, Features, options, reports).Scores(Rows.Other);
        Assert.Contains(reports.All, report => report.Step == 0); // the others come first
        Assert.InRange(reports.All[^1].NumberOfEpochs, 1, 1000);
        Assert.Equal(reports.All.Select(report => report.Completed).Order(), reports.All.Select(report => report.Completed));
        Assert.Equal(1, reports.All[^1].Completed);

        options.NumberOfEpochs = 3000; // as many as make 3,000 steps
        float[] longest = Fit.Model(Rows.Training, Features, options).Scores(Rows.Other);
        Assert.True(stopped.Average() < longest.Average() - 10, $"{stopped.Average()} nats, {longest.Average()} after 3,000 epochs");
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(3, null, false)]
    [InlineData(3, 20, true)]
    public void Fit_ManyRows_TheLossOfHeldOutRowsIsReportedUnlessEpochsAreGivenAlone(int? epochs, int? patience, bool expected)
    {
        var reports = new Reports();
        var options = new VaeOptions { HiddenLayers = [4], NumberOfEpochs = epochs, EarlyStoppingPatience = patience, BatchSize = 1024, Seed = 1 };
        Fit.Model(Samples.Factors(2100, 3, 1, 0.5, seed: 2), 3, options, reports);
        Assert.All(reports.All, report => Assert.Equal(expected, report.ValidationLoss is not null));
    }

    private static VaeOptions Options(int epochs) => new() { HiddenLayers = [64], LatentDimension = 4, NumberOfEpochs = epochs, Seed = 1 };
}
