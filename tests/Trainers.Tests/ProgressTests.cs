using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

public class ProgressTests
{
    [Fact]
    public void Fit_Progress_TheLossFallsAndTheLastReportIsComplete()
    {
        var reports = new Reports();
        Fit.Model(Trained.MixedRows, 5, Fit.Small(100), reports);
        Assert.InRange(reports.All.Count, 90, 210); // a hundred over the model's training, and as many while others are trained
        var (first, last) = (reports.All[0], reports.All[^1]);
        Assert.True(last.Loss < first.Loss - 0.5, $"the loss went from {first.Loss} to {last.Loss}");
        Assert.Equal((last.NumberOfSteps, 625), (last.Step, last.NumberOfSteps));
        Assert.Equal((100, 100), (last.Epoch, last.NumberOfEpochs));
        Assert.All(reports.All, report => Assert.True(report.RowsPerSecond > 0));
    }

    // Others are trained after the model, at the same time, or, of many rows, not at all.
    [Theory]
    [InlineData(400, 1)]
    [InlineData(400, 2)]
    [InlineData(400, 40)]
    [InlineData(3000, 2)]
    public void Fit_Progress_IsOneCourseOnTheCallingThread(int rows, int threads)
    {
        var reports = new Reports();
        var options = Fit.Small(4);
        options.NumberOfThreads = threads;
        Fit.Model(Samples.Mixed(rows, 3, 2, seed: 32), 5, options, reports);
        Assert.Equal([Environment.CurrentManagedThreadId], reports.Threads);
        double[] completed = [.. reports.All.Select(report => report.Completed)];
        Assert.Equal(completed.Order().Distinct(), completed);
        Assert.Equal(1, completed[^1]);
    }

    [Fact]
    public void Fit_HugeBeta_ThePosteriorCollapsesAndProgressAndModelSaySo()
    {
        var options = Fit.Small();
        options.Beta = 1000;
        var reports = new Reports();
        var model = Fit.Model(Trained.Reals.Training, 5, options, reports);
        Assert.Equal(0, reports.All[^1].NumberOfActiveUnits);
        Assert.Equal(0, model.NumberOfActiveUnits);
        Assert.All(model.KlPerLatentDimension, kl => Assert.InRange(kl, 0, 0.01f));
    }

    // What a report gives is the model on its way: the last one is a step from the model that comes of it.
    [Fact]
    public void CreateModel_WhileReported_IsTheModelOnItsWay()
    {
        var losses = new List<double>();
        VaeModel? last = null;
        var reports = new Reports(report =>
        {
            if (report.CreateModel() is not { } model)
                return;
            losses.Add(model.Scores(Trained.MixedRows).Average());
            last = model;
        });
        var fitted = Fit.Model(Trained.MixedRows, 5, Fit.Small(100), reports);
        Assert.InRange(losses.Count, 90, 101);
        double end = fitted.Scores(Trained.MixedRows).Average();
        Assert.True(losses[0] > end + 0.5, $"{losses[0]} nats at first, {end} at the end");
        Assert.Equal(end, losses[^1], 0.01); // at the end of a cycle a step changes next to nothing
        Assert.Equal((float.MaxValue, 1), (last!.Threshold, last.PValue(1e30f)));
        using var file = new MemoryStream();
        last.Save(file);
        file.Position = 0;
        Close.ToTheBit(last.Scores(Trained.MixedRows), VaeModel.Load(file).Scores(Trained.MixedRows));
    }

    [Fact]
    public void CreateModel_OnceTheReportIsOver_IsRefused()
    {
        var reports = new Reports();
        Fit.Model(Trained.MixedRows, 5, Fit.Small(4), reports);
        Assert.Throws<InvalidOperationException>(reports.All[0].CreateModel);
    }

    [Fact]
    public void Fit_CancelledAfterAReport_Throws()
    {
        using var source = new CancellationTokenSource();
        var reports = new Reports(report =>
        {
            if (report.Step >= 30)
                source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => VaeModel.Fit(Trained.MixedRows, 5, Fit.Small(100), reports, source.Token));
        Assert.InRange(reports.All[^1].Step, 30, 36); // one report's interval of six steps
    }

    // After the last step rows are scored, and what rows are generated from is learned: of large images for seconds.
    [Fact]
    public void Fit_CancelledAfterTheLastStep_Throws()
    {
        using var source = new CancellationTokenSource();
        var reports = new Reports(report =>
        {
            if (report.Step == report.NumberOfSteps)
                source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => VaeModel.Fit(Trained.MixedRows, 5, Fit.Small(100), reports, source.Token));
    }

    [Fact]
    public void Fit_CancelledBefore_ThrowsAtOnce()
    {
        var reports = new Reports();
        var cancelled = new CancellationToken(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(() => VaeModel.Fit(Trained.MixedRows, 5, Fit.Small(), reports, cancelled));
        Assert.Empty(reports.All);
    }
}
