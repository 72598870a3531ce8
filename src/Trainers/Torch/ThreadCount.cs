using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>
/// libtorch's number of threads during a training, and as it was afterwards. Setting it acts on the calling thread, and on threads that use libtorch for the first
/// time: one that comes to its own training meanwhile finds this training's number and would put that back, so it puts back what was there before both.
/// </summary>
internal sealed class ThreadCount : IDisposable
{
    private static readonly Lock Gate = new();
    private static int s_trainings, s_before, s_lastSet;

    private readonly int _restored;

    public ThreadCount(int threads)
    {
        lock (Gate)
        {
            int found = torch.get_num_threads();
            if (s_trainings++ == 0)
                s_before = found;
            _restored = s_trainings > 1 && found == s_lastSet ? s_before : found;
            torch.set_num_threads(threads);
            s_lastSet = threads;
        }
    }

    /// <summary>On the thread that began.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            s_trainings--;
            torch.set_num_threads(_restored);
        }
    }
}
