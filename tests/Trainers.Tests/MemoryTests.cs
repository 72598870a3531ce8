using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

/// <summary>A service that loads, trains and drops models for weeks holds no more than its models that are there.</summary>
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    private const int Features = 2000, Repetitions = 100;

    // The working memory of one model is above a third of a megabyte. The runtime itself comes and goes with some dozens of kilobytes.
    private const long MaxGrowth = 1_000_000;

    private static readonly VaeModel Wide = RandomModel.Fitted(Features, 4, [8]).Uncalibrated();

    private static readonly float[] Row = RandomModel.Rows(1, Features, seed: 3);

    [Fact]
    public void LoadAndScore_OverAndOver_KeepsTheSize()
    {
        using var file = new MemoryStream();
        Wide.Save(file);
        AssertFlat(() =>
        {
            file.Position = 0;
            VaeModel.Load(file).Scores(Row);
        });
    }

    [Fact]
    public void Score_OnAnotherThreadEachTime_KeepsTheSize() => AssertFlat(() =>
    {
        var thread = new Thread(() => Wide.Scores(Row));
        thread.Start();
        thread.Join();
    });

    [Fact]
    public void ForOneThread_OverAndOver_KeepsTheSize() => AssertFlat(() => Wide.ForOneThread().Scores(Row));

    [Fact]
    public void Fit_OverAndOver_KeepsTheSize()
    {
        var options = new VaeOptions { HiddenLayers = [8], LatentDimension = 4, NumberOfEpochs = 1, NumberOfThreads = 2, Seed = 1 };
        float[] rows = RandomModel.Rows(8, Features, seed: 4, infinite: false);
        AssertFlat(() => VaeModel.Fit(rows, Features, options, null, TestContext.Current.CancellationToken).Scores(Row));
    }

    private static void AssertFlat(Action action)
    {
        Repeat(10);
        long before = Held();
        Repeat(Repetitions);
        Assert.InRange(Held() - before, long.MinValue, MaxGrowth);

        void Repeat(int times)
        {
            for (int i = 0; i < times; i++)
                action();
        }
    }

    // What waits for its finalizer is no growth.
    private static long Held()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

/// <summary>What is held is the process's, so nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTestsRunAlone;
