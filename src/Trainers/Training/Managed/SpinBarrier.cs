using System.Runtime.InteropServices;

namespace MLNet.Vae.Training.Managed;

/// <summary>
/// Lets some threads wait until all have come. A wait turns for a few microseconds before it parks: the threads of a training step come
/// that close together, and parking each time made a tabular step three times as long.
/// </summary>
internal sealed class SpinBarrier(int threads)
{
    private const int Turns = 4000; // some ten microseconds

    private readonly object _wake = new();
    private Counters _counters;

    public void Wait()
    {
        if (threads == 1)
            return;
        int generation = Volatile.Read(ref _counters.Generation);
        if (Interlocked.Increment(ref _counters.Arrived) == threads)
        {
            _counters.Arrived = 0;
            Interlocked.Increment(ref _counters.Generation);
            if (Volatile.Read(ref _counters.Parked) > 0)
                Wake();
            return;
        }

        for (int turn = 0; turn < Turns; turn++)
        {
            if (Volatile.Read(ref _counters.Generation) != generation)
                return;
            Thread.SpinWait(1);
        }

        Park(generation);
    }

    private void Park(int generation)
    {
        lock (_wake)
        {
            Interlocked.Increment(ref _counters.Parked);
            while (Volatile.Read(ref _counters.Generation) == generation)
                Monitor.Wait(_wake);
            Interlocked.Decrement(ref _counters.Parked);
        }
    }

    private void Wake()
    {
        lock (_wake)
            Monitor.PulseAll(_wake);
    }

    // Those who arrive write one cache line and those who wait read another.
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Counters
    {
        [FieldOffset(128)]
        public int Arrived;

        [FieldOffset(256)]
        public int Generation;

        [FieldOffset(260)]
        public int Parked;
    }
}
