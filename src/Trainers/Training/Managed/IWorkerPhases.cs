namespace MLNet.Vae.Training.Managed;

/// <summary>Work that several threads share, a phase at a time.</summary>
internal interface IWorkerPhases
{
    /// <summary>One worker's share of a phase.</summary>
    void Run(StepPhase phase, int worker, int workers);
}

/// <summary>The parts of a training step, in their order.</summary>
internal enum StepPhase
{
    /// <summary>Loss, and gradients of the values, by blocks of rows.</summary>
    Values,

    /// <summary>Gradients of the parameters, by outputs.</summary>
    Parameters,

    /// <summary>Adam, by ranges of parameters.</summary>
    Update,

    /// <summary>The loss alone, by blocks of rows: no part of a step.</summary>
    Evaluation,
}
