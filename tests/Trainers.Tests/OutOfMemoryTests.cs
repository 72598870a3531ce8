using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;

namespace MLNet.Vae.Tests;

public class OutOfMemoryTests
{
    [Fact]
    public void Fit_MemoryRunsOut_SaysWhatIsHeldAndWhatTakesLess()
    {
        var cause = new OutOfMemoryException();
        var backend = new ScriptedBackend((_, _) => throw cause);
        var options = new VaeOptions { HiddenLayers = [700], LatentDimension = 2, BatchSize = 64 };
        var error = Assert.Throws<InsufficientMemoryException>(() => Fitting.Run(
            new RowsInMemory(new float[5000 * 300], 300), options, backend, null, TestContext.Current.CancellationToken));
        // 4 bytes each of 5,000 · 300 values, of 301 · 700 + 701 · 2 · 2 + 3 · 700 + 701 · 300 weights, and of 64 · (4 · 300 + 3 · (700 + 4 + 700)).
        Assert.Equal(
            "Memory ran out in training. Held are 5,000 rows of 300 features (6 MB), several copies of the network's 425,904 weights " +
            "(2 MB each) and what 64 rows at a time take (1 MB). Train on fewer rows, or with smaller HiddenLayers or a smaller BatchSize.",
            error.Message);
        Assert.Same(cause, error.InnerException);
    }

    [Fact]
    public void Fit_MemoryRunsOutOnOneOfSeveralThreads_SaysTheSame()
    {
        var backend = new ScriptedBackend((_, _) => Parallel.For(0, 2, _ => throw new OutOfMemoryException()));
        var error = Assert.Throws<InsufficientMemoryException>(() => Fitting.Run(
            new RowsInMemory(new float[500 * 3], 3), new VaeOptions(), backend, null, TestContext.Current.CancellationToken));
        Assert.StartsWith("Memory ran out in training. Held are 500 rows of 3 features", error.Message, StringComparison.Ordinal);
        Assert.IsType<AggregateException>(error.InnerException);
    }

    [Fact]
    public void Fit_SomethingElseFailsOnOneOfSeveralThreads_IsWhatItWas()
    {
        var backend = new ScriptedBackend((_, _) => Parallel.For(0, 2, _ => throw new FormatException()));
        Assert.Throws<AggregateException>(() => Fitting.Run(
            new RowsInMemory(new float[500 * 3], 3), new VaeOptions(), backend, null, TestContext.Current.CancellationToken));
    }
}
