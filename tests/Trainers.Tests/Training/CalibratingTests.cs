using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Training;

/// <summary>Threshold and p-values are from scores of rows that the model which scored them has not seen.</summary>
public class CalibratingTests
{
    private const string FromTrainingRows = "from the scores of the training rows";

    [Theory]
    [InlineData(200, 0)]
    [InlineData(200, 0.1)]
    [InlineData(2100, 0)]
    [InlineData(2100, 0.1)]
    public void Fit_AnyNumberOfThreads_CalibratesTheSame(int rows, double contamination)
    {
        float[] training = Samples.Mixed(rows, 3, 2, seed: 4);
        var (one, two, nine) = (Model(1), Model(2), Model(9));
        float[] scores = one.Scores(training);
        foreach (var other in new[] { two, nine })
        {
            Assert.Equal(one.Threshold, other.Threshold);
            Assert.Equal(scores.Select(one.PValue), scores.Select(other.PValue));
        }

        VaeModel Model(int threads)
        {
            var options = Fit.Small(5);
            options.NumberOfThreads = threads;
            options.Contamination = contamination;
            return Fit.Model(training, 5, options);
        }
    }

    // A model that has learned ten rows by heart: fresh ones are nowhere near their scores.
    [Fact]
    public void Fit_RowsLearnedByHeart_TheThresholdIsThatOfFreshRows()
    {
        var (training, fresh) = Samples.FactorsTwice(40, 1000, 10, 5, 0.1, seed: 3);
        var model = Fit.Model(training, 10, new VaeOptions { Seed = 1, NumberOfEpochs = 500 });
        Assert.Equal(0, model.Scores(training).Count(score => score > model.Threshold));
        Assert.InRange(model.Scores(fresh).Average(score => score > model.Threshold ? 1 : 0), 0, 0.2);
    }

    [Fact]
    public void Fit_AnInfiniteValueInAnyRow_IsRefusedWithItsRow()
    {
        for (int row = 0; row < 3000; row += 250)
        {
            float[] rows = Samples.Mixed(3000, 3, 2, seed: 4);
            rows[5 * row + 1] = float.PositiveInfinity;
            var refused = Assert.Throws<VaeDataException>(() => Fit.Model(rows, 5, Fit.Small(1)));
            Assert.Equal((row, 1), (refused.Row, refused.Feature));
        }
    }

    // 0.1 of 300 rows, as it is of 3,000: the least p-value is 1 / (1 + rows that calibrate).
    [Theory]
    [InlineData(300, null, 300, 300)]
    [InlineData(300, 0.1, 270, 30)]
    [InlineData(300, 0.0, 300, 300)]
    [InlineData(3000, null, 2400, 600)]
    [InlineData(3000, 0.1, 2700, 300)]
    [InlineData(3000, 0.0, 3000, 3000)]
    public void Fit_ShareHeldOut_TheOthersAreTrainedOnAndItCalibrates(int rows, double? share, int trained, int calibrating)
    {
        var options = Fit.Small(2);
        (options.ValidationFraction, options.BatchSize, options.EarlyStoppingPatience) = (share, 1, rows < 2048 && share is null ? null : 100);
        var reports = new Reports();
        var model = Fit.Model(Samples.Mixed(rows, 3, 2, seed: 4), 5, options, reports);
        Assert.Equal(2 * trained, reports.All[^1].NumberOfSteps); // two passes, a row each step
        Assert.Equal(1f / (1 + calibrating), model.PValue(float.MaxValue));
        Assert.Equal(share == 0, model.Diagnostics.Any(diagnostic => diagnostic.Message.Contains($"{FromTrainingRows}, because ValidationFraction is 0", StringComparison.Ordinal)));
        if (share == 0)
            Assert.All(reports.All, report => Assert.Null(report.ValidationLoss));
        else if (share > 0)
            Assert.All(reports.All, report => Assert.NotNull(report.ValidationLoss));
    }

    // Where patience is given, others would be trained first to find out how long, and would be reported before the first step.
    [Fact]
    public void Fit_NoneHeldOut_TheTrainingHasItsWholeLengthWhateverThePatience()
    {
        var reports = new Reports();
        var (training, _) = Samples.FactorsTwice(40, 1, 10, 3, 0.2, seed: 3); // soon learned by heart
        Fit.Model(training, 10, new VaeOptions { Seed = 1, ValidationFraction = 0, EarlyStoppingPatience = 1 }, reports);
        Assert.Equal((3000, 3000), (reports.All[^1].NumberOfEpochs, reports.All[^1].Step));
        Assert.DoesNotContain(reports.All, report => report.Step == 0);
    }

    [Fact]
    public void Fit_MoreRowsHeldOutThanAreKept_PValuesAreStillPromises()
    {
        var options = Fit.Small(1);
        (options.ValidationFraction, options.BatchSize) = (0.5, 4096);
        var model = Fit.Model(Samples.Mixed(30_000, 3, 2, seed: 4), 5, options);
        Assert.Equal(1f / 10_001, model.PValue(float.MaxValue));
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;
        var loaded = VaeModel.Load(file);
        Assert.Equal((model.Threshold, model.PValue(model.Threshold)), (loaded.Threshold, loaded.PValue(loaded.Threshold)));
    }

    [Theory]
    [InlineData(50, 0.01, "50 rows that were not trained on cannot tell how rare an alarm of FalseAlarmRate 0.01 is", "makes it 0.0196")]
    [InlineData(1, 0.5, FromTrainingRows, "fresh rows score higher")]
    public void Fit_TooFewRowsForItsPromise_SaysSo(int rows, double rate, string what, string more)
    {
        var options = Fit.Small(2);
        options.FalseAlarmRate = rate;
        var model = Fit.Model(Samples.Mixed(rows, 3, 2, seed: 4), 5, options);
        var diagnostic = Assert.Single(model.Diagnostics, diagnostic => diagnostic.Message.Contains(what, StringComparison.Ordinal));
        Assert.Contains(more, diagnostic.Message, StringComparison.Ordinal);
        Assert.All(model.Scores(Samples.Mixed(rows, 3, 2, seed: 4)), score => Assert.True(float.IsFinite(score)));
    }

    [Fact]
    public void Fit_ContaminatedRows_AreLeftOutOfTheCalibration()
    {
        float[] clean = Samples.Factors(500, 4, 1, 0.3, seed: 2), dirty = [.. clean];
        for (int row = 0; row < 50; row++)
            dirty[40 * row + 1] += 100; // a tenth of the rows, far out
        var options = Fit.Small(20);
        Assert.InRange(Alarms(), 0, 0.015); // half of the wrong rows are below the threshold, and nearly all others
        options.Contamination = 0.1;
        Assert.InRange(Alarms(), 0.02, 0.1);

        double Alarms()
        {
            var model = Fit.Model(dirty, 4, options);
            return model.Scores(clean).Average(score => score > model.Threshold ? 1 : 0);
        }
    }

    // Models of folds that diverge are left out; without any the training rows are all there is.
    [Theory]
    [InlineData(1, false)]
    [InlineData(int.MaxValue, true)]
    public void Fit_FoldsDiverge_TheOthersCalibrate(int diverging, bool fromTrainingRows)
    {
        var options = Fit.Small(5);
        options.NumberOfThreads = 1;
        var model = Fitting.Run(
            new RowsInMemory(Trained.MixedRows, 5), options, new FoldsDiverge(diverging), null, TestContext.Current.CancellationToken);
        Assert.Equal(
            fromTrainingRows, model.Diagnostics.Any(diagnostic => diagnostic.Message.Contains(FromTrainingRows, StringComparison.Ordinal)));
        Assert.InRange(model.Scores(Trained.MixedRows).Average(score => score > model.Threshold ? 1 : 0), 0.005, 0.1);
    }

    /// <summary>The managed backend, but the first trainings of folds find no finite loss.</summary>
    private sealed class FoldsDiverge(int count) : VaeBackend
    {
        private int _left = count;

        public override string ToString() => "a backend whose folds diverge";

        internal override string? WhyUnavailable() => null;

        internal override BackendSpeed Speed(int threads) => Managed.Speed(threads);

        internal override ITrainingRun Start(TrainingPlan plan) => plan.Data is RowSubset && _left-- > 0
            ? new ScriptedBackend((_, loss) => loss.Reconstruction = double.NaN).Start(plan)
            : Managed.Start(plan);
    }
}
