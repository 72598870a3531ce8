using MLNet.Vae.Model;

namespace MLNet.Vae.Training;

/// <summary>
/// Sums up the steps between two reports. Reports are even over the steps; where the first of them is far off, one more comes early, so that
/// whoever waits knows for how long. It takes nothing from the others: they do not depend on the time.
/// </summary>
internal sealed class ProgressMeter(TrainingSchedule schedule, int rows, int latentDimension, TimeProvider clock)
{
    private const int Reports = 100; // at most, and the early one

    private static readonly TimeSpan FirstReport = TimeSpan.FromSeconds(2);

    private readonly double[] _kl = new double[latentDimension];
    private readonly int _interval = (schedule.NumberOfSteps + Reports - 1) / Reports;
    private double _reconstruction;
    private double _loss;
    private int _steps;
    private bool _hasReported;
    private readonly long _began = clock.GetTimestamp();
    private long _secondBegan; // before the first step much is compiled, and in it memory is used for the first time: it says nothing of the pace
    private long _since = clock.GetTimestamp();

    public void Add(StepLoss loss, int step)
    {
        _steps++;
        _reconstruction += loss.Reconstruction;
        _loss += loss.Reconstruction + schedule.KlWeight(step) * loss.Kl.Sum();
        for (int j = 0; j < _kl.Length; j++)
            _kl[j] += loss.Kl[j];
        if (step == 0)
            _secondBegan = clock.GetTimestamp();
    }

    public bool IsDue(int step) => (step + 1) % _interval == 0 || step + 1 == schedule.NumberOfSteps;

    /// <summary>Whether two seconds and two steps have gone by without any report, for the first time.</summary>
    public bool IsEarlyDue(int step) => !_hasReported && step > 0 && clock.GetElapsedTime(_began) >= FirstReport;

    /// <summary>The means since the last report; begins anew.</summary>
    public VaeTrainingProgress Take(int step)
    {
        var progress = Report(step);
        _steps = 0;
        _reconstruction = _loss = 0;
        Array.Clear(_kl);
        _since = clock.GetTimestamp();
        return progress;
    }

    /// <summary>The means since the last report, without an end to it.</summary>
    public VaeTrainingProgress Report(int step)
    {
        _hasReported = true;
        double seconds = clock.GetElapsedTime(_since).TotalSeconds;
        double[] kl = [.. _kl.Select(sum => sum / _steps)];
        return new VaeTrainingProgress
        {
            // The last batch is full and may reach beyond the last pass.
            Epoch = Math.Min(schedule.NumberOfEpochs, (int)(((step + 1L) * schedule.BatchSize - 1) / rows) + 1),
            NumberOfEpochs = schedule.NumberOfEpochs,
            Step = step + 1,
            NumberOfSteps = schedule.NumberOfSteps,
            Completed = (step + 1.0) / schedule.NumberOfSteps,
            Loss = _loss / _steps,
            Reconstruction = _reconstruction / _steps,
            Kl = kl.Sum(),
            KlWeight = schedule.KlWeight(step),
            KlPerLatentDimension = kl,
            NumberOfActiveUnits = LatentActivity.CountActive(kl),
            RowsPerSecond = (double)_steps * schedule.BatchSize / Math.Max(seconds, 1e-9),
            EstimatedTimeRemaining = (schedule.NumberOfSteps - step - 1) * (step > 0 ? clock.GetElapsedTime(_secondBegan) / step : clock.GetElapsedTime(_began)),
        };
    }
}
