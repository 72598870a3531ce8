using System.Globalization;
using MLNet.Vae.Inference;
using MLNet.Vae.Model;

namespace MLNet.Vae.Training;

/// <summary>From rows to a fitted model: checks, plan, training, and what scoring needs to know of the training rows.</summary>
internal static class Fitting
{
    public static VaeModel Run(
        IRowSource data,
        VaeOptions options,
        VaeBackend backend,
        IProgress<VaeTrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        try
        {
            return Run(new TrainingPlan(data, options), backend, progress, cancellationToken);
        }
        catch (OutOfMemoryException full)
        {
            throw new InsufficientMemoryException(Describe(data, options), full);
        }
    }

    private static VaeModel Run(
        TrainingPlan plan, VaeBackend backend, IProgress<VaeTrainingProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            return Finish(plan, TrainingLoop.Run(plan, backend, progress, cancellationToken));
        }
        catch (TrainingDiverged diverged)
        {
            throw new VaeDivergedException(
                Describe(diverged, plan.Schedule),
                diverged.Step + 1,
                diverged.LastGood is { } parameters ? Finish(plan, parameters) : null);
        }
    }

    private static VaeModel Finish(TrainingPlan plan, float[] parameters)
    {
        var weights = new FittedWeights
        {
            Architecture = plan.Architecture,
            Features = plan.Features,
            Parameters = parameters,
            ScoringNoise = plan.ScoringNoise,
            ScoreBound = plan.ScoreBound,
            Deterministic = plan.Deterministic,
        };
        var inference = RowInference.Create(weights);
        weights = weights with { Gaps = GapLearning.Learn(inference, plan.Data, plan.Noise) };
        inference = inference.With(weights.Gaps);
        var (scores, kl) = TrainingScores.Compute(inference, plan.Data, plan.Architecture.LatentDimension, plan.NumberOfThreads);
        // What is taken for an anomaly says nothing of normal rows.
        var normal = scores.AsSpan(0, scores.Length - (int)(plan.Contamination * scores.Length));
        float threshold = ScoreQuantiles.Threshold(normal, plan.FalseAlarmRate);
        var fitted = new FittedModel(weights, new Calibration(ScoreQuantiles.FromSorted(normal), threshold, kl));
        return new VaeModel(fitted, inference, [.. Diagnosis.Create(plan, kl)]);
    }

    private static string Describe(TrainingDiverged diverged, TrainingSchedule schedule)
    {
        string left = diverged.LastGood is null
            ? "It happened before the first progress report, so there is no good model."
            : "LastGoodModel holds the model of the last progress report.";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Training stopped at step {diverged.Step + 1} of {schedule.NumberOfSteps}: reconstruction {diverged.Loss.Reconstruction}, " +
            $"KL {diverged.Loss.Kl.Sum()}, gradient norm {diverged.Loss.GradientNorm}; expected finite numbers. Try a smaller " +
            $"LearningRate (now {schedule.LearningRate(diverged.Step):g3} at this step), a smaller Beta, or look for extreme values in " +
            $"the data. {left}");
    }

    private static string Describe(IRowSource data, VaeOptions options)
    {
        var memory = TrainingMemory.Estimate(data, options);
        int batch = Math.Min(options.BatchSize, data.RowCount);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Memory ran out in training. Held are {data.RowCount:N0} rows of {data.FeatureCount:N0} features " +
            $"({TrainingMemory.Megabytes(memory.Rows)} MB), several copies of the network's {memory.Weights / sizeof(float):N0} weights " +
            $"({TrainingMemory.Megabytes(memory.Weights)} MB each) and what {batch:N0} rows at a time take. Train on fewer rows, or with " +
            $"smaller HiddenLayers or a smaller BatchSize.");
    }
}
