namespace MLNet.Vae.Tests.Support;

/// <summary>Keeps every progress report. (<see cref="Progress{T}"/> would hand them to other threads.)</summary>
internal sealed class Reports(Action<VaeTrainingProgress>? then = null) : IProgress<VaeTrainingProgress>
{
    public List<VaeTrainingProgress> All { get; } = [];

    public HashSet<int> Threads { get; } = [];

    public void Report(VaeTrainingProgress value)
    {
        All.Add(value);
        Threads.Add(Environment.CurrentManagedThreadId);
        then?.Invoke(value);
    }
}
