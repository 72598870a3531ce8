using System.Diagnostics;
using MLNet.Vae.Model;

namespace MLNet.Vae.Training;

/// <summary>Sums up the steps between two reports.</summary>
internal sealed class ProgressMeter(TrainingSchedule schedule, int rows, int latentDimension)
{
    private const int Reports = 100; // at most

    private readonly double[] _kl = new double[latentDimension];
    private readonly int _interval = (schedule.NumberOfSteps + Reports - 1) / Reports;
    private double _reconstruction;
    private double _loss;
    private int _steps;
    private long _since = Stopwatch.GetTimestamp();

    public void Add(StepLoss loss, int step)
    {
        _steps++;
        _reconstruction += loss.Reconstruction;
        _loss += loss.Reconstruction + schedule.KlWeight(step) * loss.Kl.Sum();
        for (int j = 0; j < _kl.Length; j++)
            _kl[j] += loss.Kl[j];
    }

    public bool IsDue(int step) => (step + 1) % _interval == 0 || step + 1 == schedule.NumberOfSteps;

    /// <summary>The means since the last report; begins anew.</summary>
    public VaeTrainingProgress Take(int step)
    {
        double seconds = Stopwatch.GetElapsedTime(_since).TotalSeconds;
        double[] kl = [.. _kl.Select(sum => sum / _steps)];
        var progress = new VaeTrainingProgress
        {
            // The last batch is full and may reach beyond the last pass.
            Epoch = Math.Min(schedule.NumberOfEpochs, (int)(((step + 1L) * schedule.BatchSize - 1) / rows) + 1),
            NumberOfEpochs = schedule.NumberOfEpochs,
            Step = step + 1,
            NumberOfSteps = schedule.NumberOfSteps,
            Loss = _loss / _steps,
            Reconstruction = _reconstruction / _steps,
            Kl = kl.Sum(),
            KlWeight = schedule.KlWeight(step),
            KlPerLatentDimension = kl,
            NumberOfActiveUnits = LatentActivity.CountActive(kl),
            RowsPerSecond = (double)_steps * schedule.BatchSize / Math.Max(seconds, 1e-9),
        };
        _steps = 0;
        _reconstruction = _loss = 0;
        Array.Clear(_kl);
        _since = Stopwatch.GetTimestamp();
        return progress;
    }
}
