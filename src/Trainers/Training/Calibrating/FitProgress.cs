namespace MLNet.Vae.Training.Calibrating;

/// <summary>One course of progress over the trainings of a fit, some of which run on other threads.</summary>
/// <param name="user">Told on the thread that calls Fit alone.</param>
/// <param name="visits">Rows that all trainings learn from, each as often as it is seen.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class FitProgress(IProgress<VaeTrainingProgress>? user, long visits, TimeProvider clock)
{
    // Once the model itself is trained, a report for each hundredth that others add.
    private const double Interval = 0.01;

    private readonly long _began = clock.GetTimestamp();
    private VaeTrainingProgress? _last;
    private long _visited;

    /// <summary>Of the training of the model itself.</summary>
    public IProgress<VaeTrainingProgress> ForModel(TrainingSchedule schedule) => new Course(this, schedule.BatchSize, Tell);

    /// <summary>Of the training of another model, on the calling thread after that of the model itself, or on another thread.</summary>
    public IProgress<VaeTrainingProgress> ForOther(TrainingSchedule schedule, bool onCallingThread) =>
        new Course(this, schedule.BatchSize, onCallingThread ? _ => TellOfOthers(Interval) : _ => { });

    /// <summary>At the end of all trainings.</summary>
    public void Finish()
    {
        _visited = visits;
        TellOfOthers(double.Epsilon);
    }

    private double Completed => (double)Interlocked.Read(ref _visited) / visits;

    private void Tell(VaeTrainingProgress value)
    {
        double completed = Completed;
        _last = value with
        {
            Completed = completed,
            EstimatedTimeRemaining = clock.GetElapsedTime(_began) * ((1 - completed) / completed),
        };
        user?.Report(_last);
    }

    private void TellOfOthers(double interval)
    {
        if (_last is { } last && Completed - last.Completed >= interval)
            Tell(last);
    }

    private sealed class Course(FitProgress fit, int batchSize, Action<VaeTrainingProgress> then) : IProgress<VaeTrainingProgress>
    {
        private int _step;

        public void Report(VaeTrainingProgress value)
        {
            Interlocked.Add(ref fit._visited, (long)batchSize * (value.Step - _step));
            _step = value.Step;
            then(value);
        }
    }
}
