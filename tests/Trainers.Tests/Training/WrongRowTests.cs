using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;
using MLNet.Vae.Training.Calibrating;

namespace MLNet.Vae.Tests.Training;

/// <summary>A training row that holds a wrong cell says nothing of how normal rows score: the promises are kept as if it were not there.</summary>
public class WrongRowTests
{
    private const int Features = 5;
    private const float Wrong = -9999;

    // Of 576 calibrating rows and 4,000 fresh ones the share above the threshold has a standard error of a hundredth. If the 3 % of the rows that
    // hold a wrong cell calibrated, the share would be 0.02 in place of 0.05.
    private const double StandardErrors = 3;

    // By cross-fitting, by rows that are held out of many, and by a share of few.
    [Theory]
    [InlineData(1000, null)]
    [InlineData(3000, null)]
    [InlineData(1500, 0.4)]
    public void Fit_WrongCells_FreshRowsRaiseAsManyAlarmsAsPromised(int rows, double? heldOut)
    {
        const int fresh = 4000;
        const double rate = 0.05, wrongShare = 0.03;
        var (training, others) = Samples.FactorsTwice(rows, fresh, Features, 2, 0.5, seed: 5);
        var options = Fit.Small(20);
        (options.FalseAlarmRate, options.ValidationFraction) = (rate, heldOut);
        var model = Fit.Model(WithWrong(training, (int)(wrongShare * rows)), Features, options);
        double alarms = model.Scores(others).Average(score => score > model.Threshold ? 1.0 : 0);
        int calibrating = (int)Math.Round(1 / model.PValue(float.MaxValue)) - 1;
        double standardError = Math.Sqrt(rate * (1 - rate) * (1.0 / calibrating + 1.0 / fresh));
        Assert.InRange(alarms, rate - StandardErrors * standardError, rate + StandardErrors * standardError);
    }

    // The least p-value is 1 / (1 + rows that calibrate). Six of 300 rows hold a wrong cell; Contamination names them and as many others as
    // it is more.
    [Theory]
    [InlineData(300, null, 0.0, 294)]
    [InlineData(300, null, 0.01, 294)]
    [InlineData(300, null, 0.02, 294)]
    [InlineData(300, null, 0.1, 270)]
    [InlineData(300, 0.0, 0.0, 294)]
    [InlineData(300, 0.0, 0.1, 270)]
    public void Fit_WrongCellsAndContamination_EachRowIsLeftOutOnce(int rows, double? heldOut, double contamination, int calibrating)
    {
        var options = Fit.Small(2);
        (options.Contamination, options.ValidationFraction) = (contamination, heldOut);
        var model = Fit.Model(WithWrong(Samples.Factors(rows, Features, 2, 0.5, seed: 5), rows / 50), Features, options);
        Assert.Equal(1f / (1 + calibrating), model.PValue(float.MaxValue));
    }

    // None of the rows that are trained on tells that the held-out ones are wrong; and what else stands in those does not say when to stop.
    [Fact]
    public void Fit_WrongCellsInHeldOutRowsAlone_TheyNeitherCalibrateNorStop()
    {
        const int rows = 2500, wrong = 40;
        var options = Fit.Small(10);
        float[] plain = Samples.Factors(rows, Features, 2, 0.5, seed: 5);
        int[] order = [.. Enumerable.Range(0, rows)];
        float[] numbers = [.. order.Select(row => (float)row)];
        var heldOut = Holdout.Create(new RowsInMemory(numbers, 1), options).HeldOut!;
        float[] quiet = [.. plain], loud = [.. plain];
        for (int i = 0; i < wrong; i++)
        {
            int row = (int)heldOut.Read(i * heldOut.RowCount / wrong, 0, new float[1])[0];
            quiet[row * Features + 2] = loud[row * Features + 2] = Wrong;
            loud[row * Features] = 5;
        }

        Reports first = new(), second = new();
        VaeModel one = Fit.Model(quiet, Features, options, first), other = Fit.Model(loud, Features, options, second);
        Assert.Equal(1f / (1 + heldOut.RowCount - wrong), one.PValue(float.MaxValue));
        Assert.Equal(one.Threshold, other.Threshold);
        Assert.Equal(first.All.Select(report => report.ValidationLoss), second.All.Select(report => report.ValidationLoss));
        Assert.Contains($"{wrong} of its values lie far apart", Assert.Single(one.Diagnostics).Message, StringComparison.Ordinal);
    }

    // Each feature has a wrong value in one row of 40, and each row one in some feature: by their other values all are normal.
    [Theory]
    [InlineData(500, null, 500)]
    [InlineData(500, 0.2, 100)]
    [InlineData(500, 0.0, 500)]
    public void Fit_AWrongCellInEveryRow_AllCalibrateByTheirOtherCells(int rows, double? heldOut, int calibrating)
    {
        const int features = 40;
        float[] training = Samples.Factors(rows, features, 2, 0.5, seed: 5), clean = [.. training];
        for (int row = 0; row < rows; row++)
            training[row * features + row % features] = Wrong;
        var options = Fit.Small(5);
        options.ValidationFraction = heldOut;
        var model = Fit.Model(training, features, options);
        Assert.Equal(1f / (1 + calibrating), model.PValue(float.MaxValue));
        Assert.InRange(model.Scores(clean).Average(score => score > model.Threshold ? 1.0 : 0), 0.01, 0.15);
        Assert.All(model.Scores(training), score => Assert.True(score > model.Threshold));
    }

    // A missing value counts as much as its feature does on average, of which wrong values are no part.
    [Fact]
    public void Score_MissingWhereTrainingHadWrongCells_IsNoAlarm()
    {
        float[] clean = Samples.Factors(1000, Features, 2, 0.5, seed: 5);
        float[] gaps = [.. clean.Select((value, i) => i % Features == 2 ? float.NaN : value)];
        var model = Fit.Model(WithWrong(clean, 20), Features, Fit.Small(20));
        Assert.InRange(model.Scores(gaps).Average(score => score > model.Threshold ? 1.0 : 0), 0, 0.1);
    }

    private static float[] WithWrong(float[] rows, int cells)
    {
        float[] dirty = [.. rows];
        int apart = rows.Length / Features / cells;
        for (int i = 0; i < cells; i++)
            dirty[(i * apart + 11) * Features + 2] = Wrong;
        return dirty;
    }
}
