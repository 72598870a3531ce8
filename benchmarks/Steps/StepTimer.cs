using System.Diagnostics;
using MLNet.Vae.Training;

namespace MLNet.Vae.Benchmarks.Steps;

/// <summary>Times training steps and the encoding of a batch.</summary>
internal static class StepTimer
{
    // A method is compiled for good when it was called often and some tenths of a second have gone by.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <summary>Milliseconds for one step.</summary>
    public static double Step(StepCase @case, int threads, int steps) =>
        Step(new TrainingPlan(new RowsInMemory(@case.Data(), @case.Features), Options(@case, threads)), steps);

    /// <inheritdoc cref="Step(StepCase, int, int)"/>
    public static double Step(TrainingPlan plan, int steps) => Run(plan, step => MedianTime(steps, step).TotalMilliseconds);

    /// <summary>Milliseconds for one step, the time of all over their number: what waited for a processor counts.</summary>
    /// <param name="case">What is trained.</param>
    /// <param name="threads">How many train it; null for as many as it chooses.</param>
    /// <param name="length">How long it is timed.</param>
    public static double MeanStep(StepCase @case, int? threads, TimeSpan length)
    {
        var plan = new TrainingPlan(new RowsInMemory(@case.Data(), @case.Features), Options(@case, threads));
        return Run(plan, step =>
        {
            Repeat(step, WarmUp);
            long start = Stopwatch.GetTimestamp();
            int steps = Repeat(step, length);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds / steps;
        });
    }

    /// <summary>Microseconds for one row of a batch that is encoded at once, on one thread.</summary>
    public static double Encode(StepCase @case, int times)
    {
        float[] data = @case.Data(), means = new float[@case.Batch * @case.Latent];
        var model = VaeModel.Fit(data, @case.Features, Options(@case, threads: 1));
        return MedianTime(times, () => model.Encode(data.AsSpan(0, @case.Batch * @case.Features), means)).TotalMicroseconds / @case.Batch;
    }

    /// <summary>Microseconds to score one row, on one thread.</summary>
    public static double Score(VaeModel model, float[] rows, int times)
    {
        const int together = 64;
        float[] scores = new float[together];
        return MedianTime(times, () => model.Score(rows.AsSpan(0, together * model.FeatureCount), scores)).TotalMicroseconds / together;
    }

    private static double Run(TrainingPlan plan, Func<Action, double> time)
    {
        using var run = VaeBackend.Managed.Start(plan);
        var order = new BatchOrder(plan.Noise, plan.Data.RowCount);
        var batch = new RowBatch(plan.Data, new int[plan.Schedule.BatchSize]);
        var loss = new StepLoss(plan.Architecture.LatentDimension);
        int step = 0;
        return time(() =>
        {
            order.Next(batch.Rows);
            run.Step(step++ % plan.Schedule.NumberOfSteps, batch, loss);
        });
    }

    private static VaeOptions Options(StepCase @case, int? threads) => new()
    {
        HiddenLayers = @case.Hidden,
        LatentDimension = @case.Latent,
        BatchSize = @case.Batch,
        Likelihood = @case.Bernoulli ? VaeLikelihood.Bernoulli : VaeLikelihood.Gaussian,
        NumberOfEpochs = 8,
        NumberOfThreads = threads,
    };

    private static TimeSpan MedianTime(int times, Action action)
    {
        Repeat(action, WarmUp);
        var durations = new TimeSpan[times];
        for (int i = 0; i < times; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            durations[i] = Stopwatch.GetElapsedTime(start);
        }

        return Median.Of(durations);
    }

    private static int Repeat(Action action, TimeSpan length)
    {
        int times = 0;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < length; times++)
            action();
        return times;
    }
}
