using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Training;

public class TrainingLoopTests
{
    private const double DoubleRounding = 1e-12;

    [Theory]
    [InlineData(4000, 100)]
    [InlineData(1000, 100)]
    [InlineData(60, 60)]
    [InlineData(1, 1)]
    public void Run_AnyLength_AboutAHundredReportsAndTheLastIsComplete(int epochs, int reports)
    {
        var seen = Train(Plan(10, 10, epochs), Losses);
        Assert.Equal(reports, seen.Count);
        Assert.Equal((epochs, epochs), (seen[^1].Step, seen[^1].Epoch));
        Assert.Equal(seen.Select(r => r.Step).Order().Distinct(), seen.Select(r => r.Step));
    }

    [Theory]
    [InlineData(150)]
    [InlineData(199)]
    public void Run_BetweenOneAndTwoHundredSteps_StillAboutAHundredReports(int steps) =>
        Assert.InRange(Train(Plan(10, 10, steps), Losses).Count, 50, 120);

    [Fact]
    public void Run_Reports_AreMeansSinceTheLastOne()
    {
        var plan = Plan(10, 10, 1000);
        var reports = Train(plan, Losses);
        for (int i = 0; i < reports.Count; i++)
        {
            var steps = Enumerable.Range(10 * i, 10);
            var report = reports[i];
            double reconstruction = steps.Average(step => 2.0 * step), first = steps.Average(step => 0.1 * step);
            Assert.Equal(reconstruction, report.Reconstruction, DoubleRounding * 1e4);
            Assert.Equal(first + 0.005, report.Kl, DoubleRounding * 1e4);
            Assert.Equal(first, report.KlPerLatentDimension[0], DoubleRounding * 1e4);
            Assert.Equal(0.005, report.KlPerLatentDimension[1], DoubleRounding);
            double loss = steps.Average(step => 2.0 * step + plan.Schedule.KlWeight(step) * (0.1 * step + 0.005));
            Assert.Equal(loss, report.Loss, DoubleRounding * 1e4);
            Assert.Equal(plan.Schedule.KlWeight(10 * i + 9), report.KlWeight);
            Assert.Equal(1, report.NumberOfActiveUnits); // the second dimension has less than 0.01 nats
        }
    }

    [Theory]
    [InlineData(100, 64, 1)]
    [InlineData(100, 64, 3)]
    [InlineData(100, 30, 10)]
    public void Run_BatchesAcrossEpochs_EpochIsThatOfTheLastRowUpToTheNumberOfEpochs(int rows, int batch, int epochs)
    {
        foreach (var report in Train(Plan(rows, batch, epochs), Losses))
        {
            int epoch = (int)Math.Ceiling(report.Step * (double)batch / rows);
            Assert.Equal(Math.Min(epoch, epochs), report.Epoch);
            Assert.Equal(epochs, report.NumberOfEpochs);
        }
    }

    [Fact]
    public void Run_EveryStep_GetsTheBatchesOfTheOrder()
    {
        var plan = Plan(100, 64, 3);
        var backend = new ScriptedBackend(Losses);
        TrainingLoop.Run(plan, backend, null, TestContext.Current.CancellationToken);
        var order = new BatchOrder(plan.Noise, 100);
        var batch = new int[64];
        foreach (int[] given in backend.Batches)
        {
            order.Next(batch);
            Assert.Equal(batch, given);
        }

        Assert.Equal(plan.Schedule.NumberOfSteps, backend.Batches.Count);
        Assert.True(backend.Disposed);
    }

    [Fact]
    public void Run_LongSteps_OneMoreReportAfterTwoSecondsAndTheOthersAsTheyWere()
    {
        // 1,000 steps of 0.6 seconds, the first of one more, which is no sign of the others: the even reports come every six seconds.
        var clock = new SetClock();
        var (expected, reports) = (Train(Plan(10, 10, 1000), Losses), new Reports());
        var backend = new ScriptedBackend((step, loss) =>
        {
            clock.Now += TimeSpan.FromSeconds(step == 0 ? 1.6 : 0.6);
            Losses(step, loss);
        });
        TrainingLoop.Run(Plan(10, 10, 1000), backend, reports, TestContext.Current.CancellationToken, clock: clock);
        var early = reports.All[0];
        Assert.Equal(2, early.Step);
        Assert.Equal(2.0 * (0 + 1) / 2, early.Reconstruction, DoubleRounding);
        Assert.Equal(20 / 2.2, early.RowsPerSecond, 1e-6); // the clock counts in ten millionths of a second
        Assert.Equal(998 * 0.6, early.EstimatedTimeRemaining.TotalSeconds, 1e-3);
        Assert.Equal(expected.Select(report => (report.Step, report.Loss)), reports.All.Skip(1).Select(report => (report.Step, report.Loss)));
        Assert.Equal(990 * 0.6, reports.All[1].EstimatedTimeRemaining.TotalSeconds, 1e-3);
        Assert.Equal(TimeSpan.Zero, reports.All[^1].EstimatedTimeRemaining);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(9, null)]
    [InlineData(10, 9)]
    [InlineData(19, 9)]
    [InlineData(57, 49)]
    public void Run_LossIsNaN_StopsThereWithTheParametersOfTheLastReport(int failing, int? updatesOfLastGood)
    {
        // 1000 steps: a report after each tenth. The loss and the gradient of the tenth are those of the parameters after nine updates.
        var backend = new ScriptedBackend((step, loss) => loss.Reconstruction = step == failing ? double.NaN : 1);
        var reports = new Reports();
        var (plan, token) = (Plan(10, 10, 1000), TestContext.Current.CancellationToken);
        var diverged = Assert.Throws<TrainingDiverged>(() => TrainingLoop.Run(plan, backend, reports, token));
        Assert.Equal(failing, diverged.Step);
        Assert.Equal(updatesOfLastGood, (int?)diverged.LastGood?[0]);
        Assert.Equal(failing + 1, backend.Batches.Count);
        Assert.Equal(failing / 10, reports.All.Count);
        Assert.True(backend.Disposed);
    }

    private static void Losses(int step, StepLoss loss)
    {
        loss.Reconstruction = 2.0 * step;
        (loss.Kl[0], loss.Kl[1]) = (0.1 * step, 0.005);
    }

    private static TrainingPlan Plan(int rows, int batch, int epochs)
    {
        var options = new VaeOptions { HiddenLayers = [], LatentDimension = 2, BatchSize = batch, NumberOfEpochs = epochs };
        return Fit.Plan(Samples.Factors(rows, 3, 1, 0.5, seed: 1), 3, options);
    }

    private static List<VaeTrainingProgress> Train(TrainingPlan plan, Action<int, StepLoss> script)
    {
        var reports = new Reports();
        TrainingLoop.Run(plan, new ScriptedBackend(script), reports, TestContext.Current.CancellationToken);
        return reports.All;
    }
}
