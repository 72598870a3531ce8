namespace MLNet.Vae.Training.Calibrating;

/// <summary>What comes of a training on a part of few rows.</summary>
/// <param name="BestShare">Where in the training the loss of the other rows was lowest, 0 to 1; 1 where it was not looked at.</param>
/// <param name="Scores">Of the other rows, under the model that had it, as <see cref="RowScores"/> has them.</param>
internal sealed record FoldOutcome(double BestShare, float[] Scores)
{
    /// <param name="fold">The rows.</param>
    /// <param name="options">Of the training.</param>
    /// <param name="backend">Trains.</param>
    /// <param name="patience">Hundredths of the steps that may go by without a lower loss; null for a training to its end.</param>
    /// <param name="progress">Told on the calling thread.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="TrainingDiverged">Loss or gradient is not finite.</exception>
    public static FoldOutcome Train(
        Fold fold,
        VaeOptions options,
        VaeBackend backend,
        int? patience,
        Func<TrainingSchedule, IProgress<VaeTrainingProgress>> progress,
        CancellationToken cancellationToken)
    {
        var plan = new TrainingPlan(fold.Training, options);
        var validation = patience is { } hundredths ? new Validation(plan, fold.HeldOut, hundredths) : null;
        float[] parameters = TrainingLoop.Run(plan, backend, progress(plan.Schedule), cancellationToken, validation);
        var inference = plan.Finish(parameters, cancellationToken).Inference;
        return new(
            validation is null ? 1 : (double)validation.BestStep / plan.Schedule.NumberOfSteps,
            RowScores.Compute(inference, fold.HeldOut, plan.Architecture.LatentDimension, plan.NumberOfThreads, cancellationToken).Scores);
    }
}
