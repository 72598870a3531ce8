using System.Diagnostics;
using MLNet.Vae.Managed;
using MLNet.Vae.Training;

namespace MLNet.Vae.Benchmarks.Steps;

/// <summary>Times training steps and the encoding of a batch.</summary>
internal static class StepTimer
{
    /// <summary>Milliseconds for one step, the median of all but the first quarter.</summary>
    public static double Step(StepCase @case, int threads, int steps)
    {
        var plan = new TrainingPlan(new TrainingSet(@case.Data(), @case.Features), Options(@case, threads, steps));
        using var run = new ManagedBackend().Start(plan);
        var order = new BatchOrder(plan.Noise, @case.Rows);
        var batch = new int[@case.Batch];
        var loss = new StepLoss(@case.Latent);
        var times = new double[steps];
        for (int step = 0; step < steps; step++)
        {
            long start = Stopwatch.GetTimestamp();
            order.Next(batch);
            run.Step(step, batch, loss);
            times[step] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return Median(times);
    }

    /// <summary>Microseconds for one row of a batch that is encoded at once, on one thread.</summary>
    public static double Encode(StepCase @case, int times)
    {
        var model = VaeModel.Fit(@case.Data(), @case.Features, Options(@case, 1, 8));
        var rows = @case.Data().AsMemory(0, @case.Batch * @case.Features);
        var means = new float[@case.Batch * @case.Latent];
        var microseconds = new double[times];
        for (int i = 0; i < times; i++)
        {
            long start = Stopwatch.GetTimestamp();
            model.Encode(rows.Span, means);
            microseconds[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / @case.Batch;
        }

        return Median(microseconds);
    }

    private static VaeOptions Options(StepCase @case, int threads, int steps) => new()
    {
        HiddenLayers = @case.Hidden,
        LatentDimension = @case.Latent,
        BatchSize = @case.Batch,
        Likelihood = @case.Bernoulli ? VaeLikelihood.Bernoulli : VaeLikelihood.Gaussian,
        NumberOfEpochs = (steps + 7) / 8,
        NumberOfThreads = threads,
    };

    private static double Median(double[] times)
    {
        double[] settled = [.. times.Skip(times.Length / 4).Order()];
        return settled[settled.Length / 2];
    }
}
