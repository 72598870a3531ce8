using System.Runtime.ExceptionServices;
using MLNet.Vae.Numerics;

namespace MLNet.Vae.Training.Managed;

/// <summary>
/// The calling thread and some more, which do one phase together and wait for each other at its end; or the calling thread alone, while
/// the others sleep.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    // Below this many multiplications a step, waking others costs more than they save.
    private const long WorkWorthSharing = 500_000;

    private readonly IWorkerPhases _phases;
    private readonly int _workers;
    private readonly SpinBarrier _barrier;
    private ExceptionDispatchInfo? _failure;
    private StepPhase _phase;
    private volatile bool _stopped;

    public WorkerTeam(int workers, IWorkerPhases phases)
    {
        _phases = phases;
        _workers = workers;
        _barrier = new SpinBarrier(workers);
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
        return work < WorkWorthSharing ? 1 : Math.Min(plan.NumberOfThreads, RowBlock.Count(plan.Schedule.BatchSize));
    }

    /// <summary>Whether the calling thread does the phases that follow alone.</summary>
    public bool IsAlone { get; set; }

    /// <summary>Runs one phase, on every worker or the calling thread alone, and returns when all have finished.</summary>
    public void Run(StepPhase phase)
    {
        if (IsAlone)
        {
            _phases.Run(phase, 0, 1);
            return;
        }

        _phase = phase;
        _barrier.Wait();
        Share(0);
        _barrier.Wait();
        if (_failure is not null)
            Interlocked.Exchange(ref _failure, null)!.Throw();
    }

    public void Dispose()
    {
        if (_stopped)
            return; // the others have left, and nobody would come to the barrier
        _stopped = true;
        _barrier.Wait();
    }

    private void Work(int worker)
    {
        while (true)
        {
            _barrier.Wait();
            if (_stopped)
                return;
            Share(worker);
            _barrier.Wait();
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
