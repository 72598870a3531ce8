using System.Collections.Concurrent;
using MLNet.Vae.Inference;
using MLNet.Vae.Model;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Inference;

public class RowMemoryPoolTests
{
    private static readonly VaeArchitecture Architecture = new(3, 2, [], VaeActivation.Silu);

    [Fact]
    public void OfThisThread_CalledAgain_TheSameMemory()
    {
        int created = 0;
        var pool = Pool(() => created++);
        var first = pool.OfThisThread();
        Assert.Equal(0, Allocated.Least(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                if (pool.OfThisThread() != first)
                    Assert.Fail("another memory");
            }
        }));
        Assert.Equal(1, created);
    }

    [Fact]
    public void OfThisThread_TwoModelsInTurn_TwoMemories()
    {
        int created = 0;
        RowMemoryPool one = Pool(() => created++), other = Pool(() => created++);
        Assert.Equal(0, Allocated.Least(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                if (one.OfThisThread().Pool != one || other.OfThisThread().Pool != other)
                    Assert.Fail("a memory of the other model");
            }
        }));
        Assert.Equal(2, created);
    }

    [Fact]
    public void OfThisThread_ManyThreadsAndModels_NeverTheSameTwiceAtOnce()
    {
        int created = 0;
        RowMemoryPool[] pools = [.. Enumerable.Range(0, 3).Select(_ => Pool(() => Interlocked.Increment(ref created)))];
        var inUse = new ConcurrentDictionary<RowMemory, bool>();
        const int threadCount = 12;
        var failures = new ConcurrentQueue<string>();
        Thread[] threads =
        [
            .. Enumerable.Range(0, threadCount).Select(thread => new Thread(() =>
            {
                for (int i = 0; i < 3000; i++)
                {
                    var memory = pools[(i + thread) % pools.Length].OfThisThread();
                    if (!inUse.TryAdd(memory, true))
                        failures.Enqueue("used twice");
                    if (i % 50 == 0)
                        Thread.Yield();
                    inUse.TryRemove(memory, out bool _);
                }
            })),
        ];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        Assert.Empty(failures);
        Assert.InRange(created, pools.Length, pools.Length * threadCount);
    }

    private static RowMemoryPool Pool(Action onCreate) => new((pool, rows) =>
    {
        onCreate();
        return new RowMemory(pool, rows, Architecture, 1, 16);
    });
}
