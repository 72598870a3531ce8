using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Torch;

/// <summary>A long training of a larger model takes no more memory at its end than near its beginning.</summary>
public sealed class MemoryTests : TorchTests
{
    [Fact]
    public void TwoThousandSteps_KeepTheResidentSize()
    {
        const int Features = 784, Rows = 1024;
        var rows = new float[Rows * Features];
        var random = new System.Random(1);
        for (int i = 0; i < rows.Length; i++)
            rows[i] = random.Next(2);
        // One thread: several that wait for each other without sleeping make minutes of seconds where something else wants the processor
        // too.
        var options = new VaeOptions
        {
            HiddenLayers = [400, 200],
            LatentDimension = 20,
            BatchSize = 128,
            NumberOfEpochs = 250,
            NumberOfThreads = 1,
            Seed = 1,
        };
        var plan = new TrainingPlan(new RowsInMemory(rows, Features), options);
        var order = new BatchOrder(plan.Noise, Rows);
        var batch = new RowBatch(plan.Data, new int[plan.Schedule.BatchSize]);
        var loss = new StepLoss(plan.Architecture.LatentDimension);
        using var run = TorchSharpBackend.Cpu.Start(plan);
        long after500 = 0;
        for (int step = 0; step < 2000; step++)
        {
            order.Next(batch.Rows);
            run.Step(step, batch, loss);
            if (step == 499)
                after500 = ResidentSize();
        }

        long atEnd = ResidentSize();
        TestContext.Current.SendDiagnosticMessage($"resident {after500 >> 20} MiB after 500 steps, {atEnd >> 20} MiB after 2,000");
        Assert.True(atEnd <= 1.05 * after500, $"resident size grew from {after500:N0} bytes after 500 steps to {atEnd:N0} after 2,000");
    }

    // What the collector has not yet taken back is no growth.
    private static long ResidentSize()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }
}
