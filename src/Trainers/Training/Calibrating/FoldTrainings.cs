namespace MLNet.Vae.Training.Calibrating;

/// <summary>
/// Trains the other models of a <see cref="Holdout"/>, each by one thread's call, beside what the calling thread does and after. Which thread
/// trains which has no part in what comes out.
/// </summary>
internal sealed class FoldTrainings : IDisposable
{
    private readonly IReadOnlyList<Fold> _folds;
    private readonly TrainFold _train;
    private readonly CancellationTokenSource _stop;
    private readonly FoldOutcome?[] _results; // by fold; null where its training diverged
    private readonly Task[] _helpers;
    private int _next = -1;

    /// <summary>Begins on other threads.</summary>
    /// <param name="folds">What each model is trained on and scores; may be none.</param>
    /// <param name="train">Trains one.</param>
    /// <param name="helpers">How many other threads there are.</param>
    /// <param name="cancellationToken">Stops all.</param>
    public FoldTrainings(IReadOnlyList<Fold> folds, TrainFold train, int helpers, CancellationToken cancellationToken)
    {
        (_folds, _train) = (folds, train);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _results = new FoldOutcome?[folds.Count];
        _helpers = [.. Enumerable.Range(0, helpers).Select(_ => Task.Factory.StartNew(
            () => Work(onCallingThread: false), _stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
    }

    /// <summary>Trains on a fold.</summary>
    public delegate FoldOutcome TrainFold(Fold fold, bool onCallingThread, CancellationToken cancellationToken);

    /// <summary>Trains what is left, and waits for the others.</summary>
    /// <returns>What came of every training that came to its end, by fold.</returns>
    public IReadOnlyList<FoldOutcome> Finish()
    {
        Work(onCallingThread: true);
        foreach (var helper in _helpers)
            helper.GetAwaiter().GetResult();
        return [.. _results.OfType<FoldOutcome>()];
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
            try
            {
                _results[fold] = _train(_folds[fold], onCallingThread, _stop.Token);
            }
            catch (TrainingDiverged)
            {
                // The others are enough.
            }
        }
    }
}
