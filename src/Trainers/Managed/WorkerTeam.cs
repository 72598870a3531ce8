using System.Runtime.ExceptionServices;
using MLNet.Vae.Training;

namespace MLNet.Vae.Managed;

/// <summary>The calling thread and some more, which do one phase together and wait for each other at its end.</summary>
internal sealed class WorkerTeam : IDisposable
{
    // Below this many multiplications a step, waking others costs more than they save.
    private const long WorkWorthSharing = 20_000_000;

    private readonly IWorkerPhases _phases;
    private readonly int _workers;
    private readonly Barrier? _barrier;
    private ExceptionDispatchInfo? _failure;
    private int _phase;
    private volatile bool _stopped;

    public WorkerTeam(int workers, IWorkerPhases phases)
    {
        _phases = phases;
        _workers = workers;
        if (workers == 1)
            return;
        _barrier = new Barrier(workers);
        for (int i = 1; i < workers; i++)
        {
            int worker = i;
            new Thread(() => Work(worker)) { IsBackground = true, Name = $"VAE training {worker}" }.Start();
        }
    }

    /// <summary>Threads that are worth their waking for one training: never more than there are blocks of rows.</summary>
    public static int SizeFor(TrainingPlan plan)
    {
        long work = 3L * plan.Layout.Length * plan.Schedule.BatchSize * plan.Samples;
        if (work < WorkWorthSharing)
            return 1;
        return Math.Min(plan.NumberOfThreads, RowBlock.Count(plan.Schedule.BatchSize));
    }

    /// <summary>Runs one phase on every worker, and returns when all have finished.</summary>
    public void Run(int phase)
    {
        if (_barrier is null)
        {
            _phases.Run(phase, 0, 1);
            return;
        }

        _phase = phase;
        _barrier.SignalAndWait();
        Share(0);
        _barrier.SignalAndWait();
        Interlocked.Exchange(ref _failure, null)?.Throw();
    }

    public void Dispose()
    {
        if (_barrier is null)
            return;
        _stopped = true;
        _barrier.SignalAndWait();
    }

    private void Work(int worker)
    {
        while (true)
        {
            _barrier!.SignalAndWait();
            if (_stopped)
                return;
            Share(worker);
            _barrier.SignalAndWait();
        }
    }

    private void Share(int worker)
    {
        try
        {
            _phases.Run(_phase, worker, _workers);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
        }
    }
}
