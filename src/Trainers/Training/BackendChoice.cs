using System.Globalization;
using MLNet.Vae.Model;

namespace MLNet.Vae.Training;

/// <summary>The backend that a training takes and why, found out before any work.</summary>
/// <param name="Backend">It can train on this machine.</param>
/// <param name="Reason">The second half of a sentence.</param>
internal sealed record BackendChoice(VaeBackend Backend, string Reason)
{
    // A smaller gain is within what the estimates are off by.
    private const double MinGain = 1.25;

    /// <summary>The backend of the options, or the one that is likely to be the fastest.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The backend of the options cannot train on this machine, or not such a network; or none that
    /// is there can.</exception>
    public static BackendChoice For(VaeOptions options, int featureCount, int rowCount, int contextCount = 0)
    {
        options.Validate();
        var architecture = NetworkArchitecture.From(options, featureCount, rowCount, contextCount).Kind;
        if (options.Backend is not { } asked)
        {
            return VaeBackend.Managed.Trains(architecture)
                ? Fastest(FindTorchSharp(), options, featureCount, rowCount, contextCount)
                : OnlyOne(FindTorchSharp(), architecture);
        }

        if (!asked.Trains(architecture))
        {
            throw new InvalidOperationException(
                $"Backend is {asked}, which trains fully connected networks alone; Architecture is {architecture}. Leave Backend at null, or take " +
                "TorchSharpBackend.Cpu or Cuda of the package MLNet.Vae.TorchSharp.");
        }

        return asked.WhyUnavailable() is { } why
            ? throw new InvalidOperationException($"Backend is {asked}, but {why}. Leave Backend at null to train with what there is.")
            : new BackendChoice(asked, "Backend asks for it");
    }

    /// <summary>The managed backend, unless the other is there and likely to be notably faster.</summary>
    internal static BackendChoice Fastest(VaeBackend? other, VaeOptions options, int featureCount, int rowCount, int contextCount = 0)
    {
        double gain = other is null ? 0 : Milliseconds(VaeBackend.Managed) / Milliseconds(other);
        if (gain < MinGain)
            return new BackendChoice(VaeBackend.Managed, "by measurements the fastest for a network of this size");
        // Most programs have no other backend and never asked for one: a log that says what it lacks at each training would read as a fault.
        if (other!.WhyUnavailable() is not null)
            return new BackendChoice(VaeBackend.Managed, "by measurements the fastest of those that there are for a network of this size");
        return new BackendChoice(other, string.Create(
            CultureInfo.InvariantCulture, $"by measurements about {gain:0.0} times as fast as the managed backend for a network of this size"));

        double Milliseconds(VaeBackend backend) => backend.Speed(options.EffectiveThreads).StepMilliseconds(
            NetworkArchitecture.From(options, featureCount, rowCount, contextCount) with { BinCount = SlotLikelihoods.MaxBins(options, featureCount, rowCount) },
            new TrainingSchedule(options, rowCount).BatchSize,
            options.Deterministic ? 1 : options.NumberOfMonteCarloSamples);
    }

    /// <summary>The backend that alone trains networks of a kind.</summary>
    internal static BackendChoice OnlyOne(VaeBackend? torchSharp, VaeArchitecture architecture)
    {
        string needed = $"Architecture is {architecture}, which TorchSharp alone trains";
        if (torchSharp is null)
        {
            throw new InvalidOperationException(
                $"{needed}, and the package MLNet.Vae.TorchSharp is not there: have the application reference it, and TorchSharp-cpu.");
        }

        return torchSharp.WhyUnavailable() is { } why
            ? throw new InvalidOperationException($"{needed}, but {why}.")
            : new BackendChoice(torchSharp, $"it alone trains a network that is {architecture}");
    }

    /// <summary>A sentence for a log.</summary>
    public override string ToString() => $"Training with {Backend}: {Reason}.";

    // By name: its package depends on this one. A program that does not have it trains without.
    internal static VaeBackend? FindTorchSharp() =>
        Type.GetType("MLNet.Vae.TorchSharpBackend, MLNet.Vae.TorchSharp") is { } type
            ? (VaeBackend?)Activator.CreateInstance(type, nonPublic: true)
            : null;
}
