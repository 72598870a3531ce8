using MLNet.Vae.Training.Managed;

namespace MLNet.Vae.Tests.Training.Managed;

public class SpinBarrierTests
{
    [Theory]
    [InlineData(1, 1000)]
    [InlineData(2, 3000)]
    [InlineData(5, 1000)]
    public void Wait_ManyGenerations_NobodyPassesBeforeAllHaveCome(int threads, int generations)
    {
        // Some come late enough, in turn, that the others park.
        Assert.Equal(0, Run(threads, generations, latecomer: generation => generation % 100 == 99 ? generation / 100 % threads : -1));
    }

    [Fact]
    public void Wait_SomeoneIsLateEachTime_TheOthersParkAndWake() =>
        Assert.Equal(0, Run(threads: 3, generations: 40, latecomer: generation => generation % 3));

    /// <summary>How often a thread was let through too early.</summary>
    private static int Run(int threads, int generations, Func<int, int> latecomer)
    {
        var barrier = new SpinBarrier(threads);
        int come = 0, early = 0;
        void Work(int worker)
        {
            for (int generation = 0; generation < generations; generation++)
            {
                if (latecomer(generation) == worker)
                    Thread.Sleep(2);
                Interlocked.Increment(ref come);
                barrier.Wait();
                if (Volatile.Read(ref come) < (generation + 1) * threads)
                    Interlocked.Increment(ref early);
                barrier.Wait(); // so that nobody is counted for the next generation yet
                if (Volatile.Read(ref come) < (generation + 1) * threads)
                    Interlocked.Increment(ref early);
            }
        }

        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(worker => new Thread(() => Work(worker)) { IsBackground = true })];
        foreach (var thread in others)
            thread.Start();
        Work(0);
        Assert.All(others, thread => Assert.True(thread.Join(TimeSpan.FromSeconds(30))));
        Assert.Equal(threads * generations, come);
        return early;
    }
}
