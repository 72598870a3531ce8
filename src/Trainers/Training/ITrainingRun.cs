namespace MLNet.Vae.Training;

/// <summary>One training under way in a backend.</summary>
internal interface ITrainingRun : IDisposable
{
    /// <summary>
    /// Takes one step: loss and gradient over a batch, the gradient scaled down to its largest norm, Adam. Where the loss or the gradient's
    /// norm is not finite the parameters stay as they are.
    /// </summary>
    /// <param name="step">Number of the step, from 0: the series of its noise.</param>
    /// <param name="batch">At most <see cref="TrainingSchedule.BatchSize"/> rows.</param>
    /// <param name="loss">Receives what the step found.</param>
    void Step(int step, RowBatch batch, StepLoss loss);

    /// <summary>The loss of rows that are not learned from, without noise on the encoder's input; the parameters stay as they are.</summary>
    /// <param name="series">The series of the posterior's noise: the same rows under the same series see the same noise.</param>
    /// <param name="batch">At most <see cref="TrainingSchedule.BatchSize"/> rows.</param>
    /// <param name="loss">Receives the loss; its gradient norm is 0.</param>
    void Evaluate(int series, RowBatch batch, StepLoss loss);

    /// <summary>The parameters as they stand, as <see cref="TrainingPlan.Layout"/> lays them out.</summary>
    void CopyParameters(Span<float> parameters);
}
