using System.Collections.Concurrent;
using MLNet.Vae.Managed.Rows;
using MLNet.Vae.Model;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Managed.Rows;

public class RowMemoryPoolTests
{
    private static readonly VaeArchitecture Architecture = new(3, 2, [], VaeActivation.SiLU);

    // More than there are slots on any machine that a test would see.
    private static readonly int Many = 40 * Environment.ProcessorCount;

    [Fact]
    public void Rent_OneCallAfterAnother_TheSameMemory()
    {
        int created = 0;
        var pool = Pool(() => created++);
        var first = pool.Rent();
        pool.Return(first);
        Assert.Equal(0, Allocated.Least(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                var memory = pool.Rent();
                if (memory != first)
                    Assert.Fail("another memory");
                pool.Return(memory);
            }
        }));
        Assert.Equal(1, created);
    }

    [Fact]
    public void Rent_MoreAtOnceThanSlots_EachItsOwnAndNoneLost()
    {
        int created = 0;
        var pool = Pool(() => created++);
        for (int round = 0; round < 3; round++)
        {
            RowMemory[] rented = [.. Enumerable.Range(0, Many).Select(_ => pool.Rent())];
            Assert.Equal(Many, rented.Distinct().Count());
            foreach (var memory in rented)
                pool.Return(memory);
        }

        Assert.Equal(Many, created);
    }

    [Fact]
    public void Rent_ManyThreads_NeverTheSameTwiceAtOnce()
    {
        int created = 0;
        var pool = Pool(() => Interlocked.Increment(ref created));
        var inUse = new ConcurrentDictionary<RowMemory, bool>();
        const int threadCount = 12, heldAtOnce = 3;
        var failures = new ConcurrentQueue<string>();
        Thread[] threads =
        [
            .. Enumerable.Range(0, threadCount).Select(_ => new Thread(() =>
            {
                for (int i = 0; i < 500; i++)
                {
                    RowMemory[] held = [.. Enumerable.Range(0, heldAtOnce).Select(_ => pool.Rent())];
                    foreach (var memory in held)
                    {
                        if (!inUse.TryAdd(memory, true))
                            failures.Enqueue("rented twice");
                    }

                    if (i % 50 == 0)
                        Thread.Yield();
                    foreach (var memory in held)
                    {
                        inUse.TryRemove(memory, out bool _);
                        pool.Return(memory);
                    }
                }
            })),
        ];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        Assert.Empty(failures);
        // A memory in another thread's slot is not found, so a few more may be made than are ever in use at once.
        Assert.InRange(created, heldAtOnce, threadCount * (heldAtOnce + 1));
    }

    private static RowMemoryPool Pool(Action onCreate) => new(() =>
    {
        onCreate();
        return new RowMemory(Architecture, 1, 16);
    });
}
