using System.Diagnostics;
using MLNet.Vae.Training;

namespace MLNet.Vae.Benchmarks.Backends;

/// <summary>Takes the steps of a training and times each.</summary>
internal static class StepTime
{
    /// <summary>Milliseconds of a step: the median over the last three quarters, as in pytorch_step.py.</summary>
    public static double Milliseconds(Case one, VaeBackend backend, int threads, int steps)
    {
        var times = new List<double>();
        Train(one, backend, threads, steps, (_, milliseconds) => times.Add(milliseconds));
        times.RemoveRange(0, times.Count / 4);
        return Median.Of(times);
    }

    /// <summary>Prints how many MiB are resident after 500 steps with TorchSharp on one thread, and after all of them.</summary>
    public static void PrintResident(Case one, int steps)
    {
        long after500 = 0;
        Train(one, TorchSharpBackend.Cpu, 1, steps, (step, _) => after500 = step == 499 ? Environment.WorkingSet >> 20 : after500);
        long atEnd = Environment.WorkingSet >> 20;
        Console.WriteLine($"{one}, {steps:N0} steps with TorchSharp: {after500} MiB resident after 500 steps, {atEnd} MiB at the end");
    }

    private static void Train(Case one, VaeBackend backend, int threads, int steps, Action<int, double> took)
    {
        var plan = new TrainingPlan(new RowsInMemory(one.Rows(), one.Features), one.Options(backend, threads, steps));
        var order = new BatchOrder(plan.Noise, plan.Data.RowCount);
        var batch = new RowBatch(plan.Data, new int[plan.Schedule.BatchSize]);
        var loss = new StepLoss(plan.Architecture.LatentDimension);
        using var run = backend.Start(plan);
        for (int step = 0; step < steps; step++)
        {
            long start = Stopwatch.GetTimestamp();
            order.Next(batch.Rows);
            run.Step(step, batch, loss);
            took(step, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }
}
