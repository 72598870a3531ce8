using System.Globalization;
using MLNet.Vae.Model;
using MLNet.Vae.Training.Calibrating;

namespace MLNet.Vae.Training;

/// <summary>From rows to a fitted model: checks, plan, training, and what scoring needs to know of normal rows.</summary>
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
            return Run(Holdout.Create(data, options), data, options, backend, progress, cancellationToken);
        }
        catch (OutOfMemoryException full)
        {
            throw new InsufficientMemoryException(Describe(data, options), full);
        }
    }

    private static VaeModel Run(
        Holdout holdout,
        IRowSource data,
        VaeOptions options,
        VaeBackend backend,
        IProgress<VaeTrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        // All trainings at once, as far as threads go; what is left of them is shared out.
        int atOnce = Math.Min(options.EffectiveThreads, 1 + holdout.Folds.Count);
        var shared = options.Copy();
        if (atOnce > 1)
            shared.NumberOfThreads = options.EffectiveThreads / atOnce;
        // Refuses what cannot be learned from, in whichever row it is.
        if (holdout.HeldOut is not null)
            FeatureStatistics.Learn(data, options.Likelihood, new MissingCodes([.. options.MissingValues]));
        var plan = new TrainingPlan(holdout.Training, shared);
        shared.NumberOfEpochs = plan.Schedule.NumberOfEpochs;
        long visits = plan.Schedule.Visits + holdout.Folds.Sum(fold => new TrainingSchedule(shared, fold.Training.RowCount).Visits);
        var course = new FitProgress(progress, visits, TimeProvider.System);
        var others = OthersBackend(backend, data, shared);
        using var crossFitting = new CrossFitting(holdout.Folds, shared, others, atOnce - 1, course, cancellationToken);
        try
        {
            float[] parameters = TrainingLoop.Run(plan, backend, course.ForModel(plan.Schedule), cancellationToken);
            float[] scores = crossFitting.Finish();
            course.Finish();
            return Finish(plan, parameters, holdout.HeldOut, scores, options);
        }
        catch (TrainingDiverged diverged)
        {
            throw new VaeDivergedException(
                Describe(diverged, plan.Schedule),
                diverged.Step + 1,
                diverged.LastGood is { } parameters ? Finish(plan, parameters, holdout.HeldOut, [], options) : null);
        }
    }

    // The others are small trainings on a thread each, where a backend that was asked for may take ten times as long as the fastest.
    private static VaeBackend OthersBackend(VaeBackend backend, IRowSource data, VaeOptions options)
    {
        var free = options.Copy();
        free.Backend = null;
        return options.Backend is null ? backend : BackendChoice.For(free, data.FeatureCount, data.RowCount).Backend;
    }

    /// <param name="plan">The training.</param>
    /// <param name="parameters">What came of it.</param>
    /// <param name="heldOut">Rows that it has not seen, or null.</param>
    /// <param name="scores">The scores that others gave to rows that they have not seen; may be none.</param>
    /// <param name="options">The options.</param>
    private static VaeModel Finish(TrainingPlan plan, float[] parameters, IRowSource? heldOut, float[] scores, VaeOptions options)
    {
        var (weights, inference) = plan.Finish(parameters);
        int latent = weights.Architecture.LatentDimension, threads = options.EffectiveThreads;
        var (trainingScores, kl) = RowScores.Compute(inference, plan.Data, latent, threads);
        if (heldOut is not null)
            scores = RowScores.Compute(inference, heldOut, latent, threads).Scores;
        var (calibration, diagnostics) = CalibrationChoice.Create(scores, trainingScores, kl, options);
        return new VaeModel(new FittedModel(weights, calibration), inference, [.. Diagnosis.Create(plan, kl), .. diagnostics]);
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
