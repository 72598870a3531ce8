namespace MLNet.Vae.Training.Calibrating;

/// <summary>
/// Trains the other models of a <see cref="Holdout"/>, each on one thread, while the model itself is trained and after. Which thread trains
/// which has no part in what comes out.
/// </summary>
internal sealed class CrossFitting : IDisposable
{
    private readonly IReadOnlyList<Fold> _folds;
    private readonly VaeOptions _options;
    private readonly VaeBackend _backend;
    private readonly FitProgress _progress;
    private readonly CancellationTokenSource _stop;
    private readonly float[]?[] _scores; // by fold; null where its training diverged
    private readonly Task[] _helpers;
    private int _next = -1;

    /// <summary>Begins on other threads.</summary>
    /// <param name="folds">What each model is trained on and scores; may be none.</param>
    /// <param name="options">Of every training.</param>
    /// <param name="backend">Trains.</param>
    /// <param name="helpers">How many other threads there are.</param>
    /// <param name="progress">Told on each thread.</param>
    /// <param name="cancellationToken">Stops all.</param>
    public CrossFitting(
        IReadOnlyList<Fold> folds, VaeOptions options, VaeBackend backend, int helpers, FitProgress progress, CancellationToken cancellationToken)
    {
        (_folds, _options, _backend, _progress) = (folds, options, backend, progress);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _scores = new float[]?[folds.Count];
        _helpers = [.. Enumerable.Range(0, helpers).Select(_ => Task.Factory.StartNew(
            () => Work(onCallingThread: false), _stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
    }

    /// <summary>Trains what is left, and waits for the others.</summary>
    /// <returns>The scores of all rows that were held out of a training that came to its end, by fold.</returns>
    public float[] Finish()
    {
        Work(onCallingThread: true);
        foreach (var helper in _helpers)
            helper.GetAwaiter().GetResult();
        return [.. _scores.OfType<float[]>().SelectMany(scores => scores)];
    }

    /// <summary>Stops what is still under way, and waits until it has.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        Task.WhenAll(_helpers).ContinueWith(_ => { }, TaskScheduler.Default).Wait(); // what they failed with, Finish has thrown or nobody asks
        _stop.Dispose();
    }

    private void Work(bool onCallingThread)
    {
        for (int fold; (fold = Interlocked.Increment(ref _next)) < _folds.Count;)
        {
            _stop.Token.ThrowIfCancellationRequested();
            _scores[fold] = Score(_folds[fold], onCallingThread);
        }
    }

    private float[]? Score(Fold fold, bool onCallingThread)
    {
        var plan = new TrainingPlan(fold.Training, _options);
        try
        {
            float[] parameters = TrainingLoop.Run(plan, _backend, _progress.ForOther(plan.Schedule, onCallingThread), _stop.Token);
            var inference = plan.Finish(parameters).Inference;
            return RowScores.Compute(inference, fold.HeldOut, plan.Architecture.LatentDimension, plan.NumberOfThreads).Scores;
        }
        catch (TrainingDiverged)
        {
            return null;
        }
    }
}
