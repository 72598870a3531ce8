using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;
using MLNet.Vae.Training.Calibrating;

namespace MLNet.Vae.Tests.Training;

/// <summary>Which reports of several trainings a user gets, and what they say is left.</summary>
public class FitProgressTests
{
    private const double Rounding = 1e-9;

    // 1000 steps of 10 rows each.
    private static readonly TrainingSchedule Schedule = new(new VaeOptions { BatchSize = 10, NumberOfEpochs = 1000 }, rows: 10);

    private readonly SetClock _clock = new();
    private readonly Reports _told = new();

    [Fact]
    public void ForSearch_FirstReport_IsToldAtOnceAndOthersByHundredths()
    {
        var fit = new FitProgress(_told, _clock);
        fit.Expect(2 * Schedule.Visits);
        var search = fit.ForSearch(Schedule, onCallingThread: true);
        foreach (int step in new[] { 5, 10, 20, 24, 26 })
        {
            _clock.Now = TimeSpan.FromSeconds(step);
            search.Report(At(step));
        }

        Assert.Equal([5 / 2000.0, 26 / 2000.0], _told.All.Select(report => report.Completed), (x, y) => Math.Abs(x - y) < Rounding);
        Assert.All(_told.All, report => Assert.Equal(0, report.Step)); // none of the model itself
        Assert.Equal(1995, _told.All[0].EstimatedTimeRemaining.TotalSeconds, 1e-3);
    }

    [Fact]
    public void ForModel_LongBeforeTheFirstStep_CountsForNothingInWhatIsLeft()
    {
        var fit = new FitProgress(_told, _clock);
        fit.Expect(Schedule.Visits);
        var model = fit.ForModel(Schedule);
        foreach (int step in new[] { 2, 500 })
        {
            _clock.Now = TimeSpan.FromSeconds(60 + step);
            model.Report(At(step));
        }

        Assert.Equal([998, 500], _told.All.Select(report => report.EstimatedTimeRemaining.TotalSeconds), (x, y) => Math.Abs(x - y) < 1e-3);
    }

    [Fact]
    public void ForModel_AfterTheSearch_GoesOnFromThere()
    {
        var fit = new FitProgress(_told, _clock);
        fit.Expect(2 * Schedule.Visits);
        fit.ForSearch(Schedule, onCallingThread: false).Report(At(1000));
        Assert.Empty(_told.All); // another thread tells nobody
        fit.Expect(Schedule.Visits / 2); // it was found to be enough
        fit.ForModel(Schedule).Report(At(250));
        var report = Assert.Single(_told.All);
        Assert.Equal((250, 0.5 + 0.5 * 0.5), (report.Step, report.Completed));
    }

    private static VaeTrainingProgress At(int step) => new()
    {
        Epoch = step,
        NumberOfEpochs = 1000,
        Step = step,
        NumberOfSteps = 1000,
        Completed = step / 1000.0,
        Loss = 1,
        Reconstruction = 1,
        Kl = 0,
        KlWeight = 1,
        KlPerLatentDimension = [0],
        NumberOfActiveUnits = 0,
        RowsPerSecond = 10,
        EstimatedTimeRemaining = TimeSpan.FromSeconds(1000 - step), // a second a step
    };
}
