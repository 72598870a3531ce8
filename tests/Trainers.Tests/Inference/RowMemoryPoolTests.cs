using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MLNet.Vae.Inference;
using MLNet.Vae.Model;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Inference;

public class RowMemoryPoolTests
{
    private static readonly NetworkArchitecture Architecture = new(3, 2, [], VaeActivation.Silu);

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
                if (one.OfThisThread() == other.OfThisThread())
                    Assert.Fail("a memory of the other model");
            }
        }));
        Assert.Equal(2, created);
    }

    [Fact]
    public void PoolIsGone_NothingIsLeftOnTheThreadThatUsedIt()
    {
        WeakReference[] memories = [.. Enumerable.Range(0, 20).Select(_ => OfAPoolThatGoes())];
        CollectAll();
        Assert.DoesNotContain(memories, memory => memory.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference OfAPoolThatGoes() => new(Pool(() => { }).OfThisThread());
    }

    [Fact]
    public void ThreadIsGone_NothingIsLeftInThePool()
    {
        var pool = Pool(() => { });
        var memories = new WeakReference[20];
        for (int i = 0; i < memories.Length; i++)
        {
            var thread = new Thread(() => memories[i] = new WeakReference(pool.OfThisThread()));
            thread.Start();
            thread.Join();
        }

        CollectAll();
        // The runtime may still have the thread that ended last at hand.
        Assert.InRange(memories.Count(memory => memory.IsAlive), 0, 1);
        Assert.NotNull(pool.OfThisThread());
    }

    [Fact]
    public void ThreadThatChangedToAnotherModel_LeavesItsMemoryToTheNext()
    {
        int created = 0;
        RowMemoryPool one = Pool(() => created++), other = Pool(() => { });
        var first = one.OfThisThread();
        other.OfThisThread();
        CollectAll();
        RowMemory? second = null;
        var thread = new Thread(() => second = one.OfThisThread());
        thread.Start();
        thread.Join();
        Assert.Same(first, second);
        Assert.Equal(1, created);
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

    private static RowMemoryPool Pool(Action onCreate) => new(rows =>
    {
        onCreate();
        return new RowMemory(rows, Architecture, 1, 16, 0);
    });

    // A lease's finalizer lets go of what the next collection then takes.
    private static void CollectAll()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
