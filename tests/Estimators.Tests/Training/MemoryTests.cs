using Microsoft.ML;
using MLNet.Vae.Data;
using MLNet.Vae.Tests.Contract;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Training;

/// <summary>Training holds its rows once, and nothing is left of what is done with.</summary>
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Rows_AreHeldOnce(int numberOfThreads)
    {
        // Several cursors take 4 bytes a row and a list of batches, here one a row, to put the rows in order; each ends in a chunk that is
        // not full.
        const int rows = 20_000, features = 400, chunkBytes = 1 << 20, orderBytes = 200;
        const long values = (long)rows * features * sizeof(float), allowed = values + 4 * chunkBytes + rows * orderBytes;
        var table = new VectorTable("Features", [.. Enumerable.Repeat(new float[features], rows)]);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        var read = FeatureReader.ReadAll(table, table.Schema["Features"], numberOfThreads, TestContext.Current.CancellationToken);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal(rows, read.RowCount);
        Assert.InRange(allocated, values, allowed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void WideSparseRows_AreHeldSparse(int numberOfThreads)
    {
        // A value and its slot are 8 bytes; arrays, lists and the order of the rows another few hundred a row.
        const int rows = 500, features = 20_000, there = 10, perRow = 500;
        var table = new VectorTable("Features", [.. Enumerable.Range(0, rows).Select(WideRow)], sparse: true);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        var read = FeatureReader.ReadAll(table, table.Schema["Features"], numberOfThreads, TestContext.Current.CancellationToken);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.InRange(allocated, 8 * there * rows, (8 * there + perRow) * rows + 200_000);
        Assert.Equal(8 * there * rows, read.Bytes);

        static float[] WideRow(int row)
        {
            float[] values = new float[features];
            for (int i = 0; i < there; i++)
                values[(row + i * 1999) % features] = 1 + row + i;
            return values;
        }
    }

    [Fact]
    public void PredictionEngines_OneAfterAnother_KeepTheSize()
    {
        // An engine holds some dozens of kilobytes. The runtime itself comes and goes with as much as that.
        const int engines = 200;
        const long maxGrowth = 500_000;
        var context = new MLContext(seed: 1);
        Predict(20);
        long before = Held();
        Predict(engines);
        Assert.InRange(Held() - before, long.MinValue, maxGrowth);

        void Predict(int count)
        {
            for (int i = 0; i < count; i++)
            {
                using var engine = context.Model.CreatePredictionEngine<EngineInput, EngineOutput>(Trained.Detector);
                engine.Predict(new EngineInput { Features = Samples.Rows(1)[0] });
            }
        }
    }

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

/// <summary>What is allocated and held is the process's, so nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTestsRunAlone;
