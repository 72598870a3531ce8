namespace MLNet.Vae.Tests.Support;

internal static class Allocated
{
    private const int Tries = 5;

    /// <summary>
    /// The bytes that this thread allocates in an action, the least of some tries: a collection that another thread starts meanwhile counts what
    /// is left of this thread's allocation buffer as allocated.
    /// </summary>
    public static long Least(Action action) => Enumerable.Range(0, Tries).Min(_ =>
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
