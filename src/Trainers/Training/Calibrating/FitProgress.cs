namespace MLNet.Vae.Training.Calibrating;

/// <summary>One course of progress over the trainings of a fit, some of which run on other threads.</summary>
/// <param name="user">Told on the thread that calls Fit alone.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class FitProgress(IProgress<VaeTrainingProgress>? user, TimeProvider clock)
{
    // While others are trained, a report for each hundredth that they add.
    private const double Interval = 0.01;

    private readonly long _began = clock.GetTimestamp();
    private TimeSpan? _warmUp; // what went by before the trainings had their pace
    private VaeTrainingProgress? _last;
    private double _told;
    private double _before; // what was completed when what is ahead was last said
    private long _expected; // visits from then on
    private long _visited;

    /// <summary>Says what is ahead, while no training is under way.</summary>
    /// <param name="visits">Rows that all trainings to come learn from, each as often as it is seen.</param>
    public void Expect(long visits)
    {
        _before = _expected == 0 ? 0 : Completed;
        (_expected, _visited) = (visits, 0);
    }

    /// <summary>Of the training of the model itself.</summary>
    public IProgress<VaeTrainingProgress> ForModel(TrainingSchedule schedule) => new Course(this, schedule.BatchSize, value =>
    {
        LearnWarmUp(value);
        Tell(value);
    });

    /// <summary>Of the training of another model, on the calling thread after that of the model itself, or on another thread.</summary>
    public IProgress<VaeTrainingProgress> ForOther(TrainingSchedule schedule, bool onCallingThread) =>
        new Course(this, schedule.BatchSize, onCallingThread ? _ => TellOfOthers(Interval) : _ => { });

    /// <summary>Of the training of another model before that of the model itself, which has taken no step then.</summary>
    public IProgress<VaeTrainingProgress> ForSearch(TrainingSchedule schedule, bool onCallingThread) => new Course(this, schedule.BatchSize, value =>
    {
        if (!onCallingThread || (_last is not null && Completed - _told < Interval)) // the first at once: whoever waits is to know for how long
            return;
        LearnWarmUp(value);
        Tell(value with { Step = 0, Epoch = 0, Snapshot = null });
    });

    /// <summary>At the end of all trainings.</summary>
    public void Finish()
    {
        _visited = _expected;
        TellOfOthers(double.Epsilon);
    }

    private double Completed => _before + (1 - _before) * Interlocked.Read(ref _visited) / _expected;

    private void Tell(VaeTrainingProgress value)
    {
        _told = Completed;
        _last = value with
        {
            Completed = _told,
            EstimatedTimeRemaining = (clock.GetElapsedTime(_began) - _warmUp.GetValueOrDefault()) * ((1 - _told) / _told),
        };
        user?.Report(_last);
    }

    // What it would have taken at the pace of the training that is told of first is no part of it.
    private void LearnWarmUp(VaeTrainingProgress first)
    {
        int left = first.NumberOfSteps - first.Step;
        if (_warmUp is null && left > 0)
            _warmUp = clock.GetElapsedTime(_began) - first.EstimatedTimeRemaining * (first.Step / (double)left);
    }

    private void TellOfOthers(double interval)
    {
        if (_last is { } last && Completed - _told >= interval)
            Tell(last with { Snapshot = null });
    }

    /// <summary>The progress of one training.</summary>
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
