using MLNet.Vae.Training;
using MLNet.Vae.Training.Managed;

namespace MLNet.Vae;

/// <summary>
/// What trains a model. Every backend starts from the same weights and draws the same noise, so that a seed gives the same model up to
/// rounding. A backend does not change and may be used by any number of trainings at once. <c>TorchSharpBackend</c> of the package
/// MLNet.Vae.TorchSharp is the other one. Scoring needs none of them.
/// </summary>
public abstract class VaeBackend
{
    private protected VaeBackend()
    {
    }

    /// <summary>C# alone, on the CPU. The result is the same to the bit whatever the number of threads.</summary>
    public static VaeBackend Managed { get; } = new ManagedBackend();

    /// <summary>What it is called in the log and in messages, such as <c>TorchSharp on cpu</c>.</summary>
    public abstract override string ToString();

    /// <summary>Null where it can train on this machine; otherwise why it cannot, and what would help, as the second half of a sentence.</summary>
    internal abstract string? WhyUnavailable();

    /// <summary>Whether it trains networks of this kind; fully connected ones every backend does.</summary>
    internal virtual bool Trains(VaeArchitecture architecture) => architecture == VaeArchitecture.FullyConnected;

    /// <summary>How fast it is likely to be with a number of threads.</summary>
    internal abstract BackendSpeed Speed(int threads);

    /// <summary>Begins a training. Only where it can train on this machine.</summary>
    internal abstract ITrainingRun Start(TrainingPlan plan);
}
