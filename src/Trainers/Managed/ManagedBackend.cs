using MLNet.Vae.Training;

namespace MLNet.Vae.Managed;

/// <summary>Training in C#, without a native library.</summary>
internal sealed class ManagedBackend : ITrainingBackend
{
    public ITrainingRun Start(TrainingPlan plan) => new ManagedTrainingRun(plan);
}
