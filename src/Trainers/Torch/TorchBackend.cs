using MLNet.Vae.Training;

namespace MLNet.Vae.Torch;

/// <summary>Training with libtorch. Only where <see cref="TorchLibrary.IsAvailable"/>.</summary>
internal sealed class TorchBackend(VaeDevice device) : ITrainingBackend
{
    public ITrainingRun Start(TrainingPlan plan) => new TorchTrainingRun(plan, TorchDevices.Of(device));
}
