namespace MLNet.Vae.Training;

/// <summary>
/// The steps of a training, the same for every backend: batches, progress, cancellation, and the stop when the loss is not a number.
/// </summary>
internal static class TrainingLoop
{
    /// <summary>The trained parameters, as the plan's layout has them; with a validation those of its lowest loss.</summary>
    /// <param name="plan">The training.</param>
    /// <param name="backend">What trains.</param>
    /// <param name="progress">Told about it on this thread; null for nobody.</param>
    /// <param name="cancellationToken">Stops it between two steps.</param>
    /// <param name="validation">Says when to stop; null for a training to its end.</param>
    /// <param name="clock">Measures the pace that progress tells of; null for that of the system.</param>
    /// <exception cref="TrainingDiverged">Loss or gradient is not finite.</exception>
    public static float[] Run(
        TrainingPlan plan, VaeBackend backend, IProgress<VaeTrainingProgress>? progress, CancellationToken cancellationToken,
        Validation? validation = null, TimeProvider? clock = null)
    {
        var schedule = plan.Schedule;
        var trimming = plan.Contamination > 0 ? new AnomalyTrimming(plan) : null;
        var order = new BatchOrder(plan.Noise, plan.Data.RowCount, trimming);
        var meter = new ProgressMeter(schedule, plan.Data.RowCount, plan.Architecture.LatentDimension, clock ?? TimeProvider.System);
        var loss = new StepLoss(plan.Architecture.LatentDimension);
        RowBatch batch = new(plan.Data, new int[schedule.BatchSize]), next = new(plan.Data, new int[schedule.BatchSize]);
        // At a report's step the parameters before it are kept: where its loss is finite they are good, and stay so until the next report.
        float[]? good = null;
        float[] before = new float[plan.Layout.Length];
        using var run = backend.Start(plan);
        order.Next(next.Rows);
        for (int step = 0; step < schedule.NumberOfSteps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (trimming?.IsDue(step) == true)
            {
                run.CopyParameters(before);
                trimming.Update(before); // for the batches to come: one is drawn already
            }

            (batch, next) = (next, batch);
            order.Next(next.Rows);
            next.Prefetch();
            bool due = meter.IsDue(step);
            if (due)
            {
                run.CopyParameters(before);
                validation?.Measure(before, step);
                if (validation is { IsOver: true })
                    return validation.Best;
            }

            run.Step(step, batch, loss);
            if (!loss.IsFinite)
                throw new TrainingDiverged(step, loss, good);
            meter.Add(loss, step);
            if (!due)
            {
                if (progress is not null && meter.IsEarlyDue(step))
                    progress.Report(meter.Report(step)); // before any loss of held-out rows
                continue;
            }

            (good, before) = (before, good ?? new float[plan.Layout.Length]);
            if (progress is not null)
                Report(progress, meter.Take(step) with { ValidationLoss = validation?.Loss }, plan, good!);
        }

        run.CopyParameters(before);
        validation?.Measure(before, schedule.NumberOfSteps);
        return validation?.Best ?? before;
    }

    private static void Report(IProgress<VaeTrainingProgress> progress, VaeTrainingProgress report, TrainingPlan plan, float[] parameters)
    {
        var snapshot = new ModelSnapshot(plan, parameters, report.KlPerLatentDimension);
        progress.Report(report with { Snapshot = snapshot });
        snapshot.Close();
    }
}
