namespace MLNet.Vae.Training.Managed;

/// <summary>Work that several threads share, a phase at a time.</summary>
internal interface IWorkerPhases
{
    /// <summary>One worker's share of a phase.</summary>
    void Run(int phase, int worker, int workers);
}
