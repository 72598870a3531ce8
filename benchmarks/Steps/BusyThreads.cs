namespace MLNet.Vae.Benchmarks.Steps;

/// <summary>Threads that compute without end, beside what is measured.</summary>
internal sealed class BusyThreads : IDisposable
{
    private readonly Thread[] _threads;
    private volatile bool _stopped;

    public BusyThreads(int count)
    {
        _threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(Compute) { IsBackground = true })];
        foreach (var thread in _threads)
            thread.Start();
    }

    public void Dispose()
    {
        _stopped = true;
        foreach (var thread in _threads)
            thread.Join();
    }

    private void Compute()
    {
        while (!_stopped)
        {
        }
    }
}
