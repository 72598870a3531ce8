using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>
/// libtorch's number of threads during a training, and as it was afterwards. Setting it acts on the calling thread, and on threads that use
/// libtorch for the first time: one that comes to its own training meanwhile finds this training's number and would put that back, so it
/// puts back what was there before both.
/// </summary>
internal sealed class ThreadCount : IDisposable
{
    private static readonly Lock Gate = new();
    private static int _trainings, _before, _lastSet;

    private readonly int _restored;

    public ThreadCount(int threads)
    {
        lock (Gate)
        {
            int found = torch.get_num_threads();
            if (_trainings++ == 0)
                _before = found;
            _restored = _trainings > 1 && found == _lastSet ? _before : found;
            torch.set_num_threads(threads);
            _lastSet = threads;
        }
    }

    /// <summary>On the thread that began.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            _trainings--;
            torch.set_num_threads(_restored);
        }
    }
}
