using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MLNet.Vae.Training.Managed;

/// <summary>
/// Lets some threads wait until all have come. A wait turns for a few microseconds before it parks: the threads of a training step come
/// that close together, and parking each time made a tabular step three times as long. Who turns for longer keeps the processor from the
/// thread that it waits for where there are not enough of them; and who offers it to others, instead of parking, gets it back too late:
/// beside one busy program Thread.Yield made a tabular step eight times as long as parking did.
/// </summary>
internal sealed class SpinBarrier(int threads)
{
    private const int TurnsBetweenLooksAtTheClock = 8;

    private static readonly long MaxTicks = Stopwatch.Frequency / 50_000; // 20 µs

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

        long start = Stopwatch.GetTimestamp();
        do
        {
            for (int turn = 0; turn < TurnsBetweenLooksAtTheClock; turn++)
            {
                if (Volatile.Read(ref _counters.Generation) != generation)
                    return;
                Thread.SpinWait(1);
            }
        }
        while (Stopwatch.GetTimestamp() - start < MaxTicks);

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
