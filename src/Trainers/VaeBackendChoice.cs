using System.Globalization;
using MLNet.Vae.Model;
using MLNet.Vae.Training;

namespace MLNet.Vae;

/// <summary>
/// The backend that a training takes, why, and whether the other would be faster: what <see cref="ToString"/> puts into words for a log.
/// </summary>
public sealed record VaeBackendChoice
{
    // A smaller difference is within what the estimate is off by, and not worth a line.
    private const double WorthSaying = 1.25;

    private VaeBackendChoice()
    {
    }

    /// <summary><see cref="VaeBackend.Managed"/> or <see cref="VaeBackend.TorchSharp"/>.</summary>
    public required VaeBackend Backend { get; init; }

    /// <summary>Where it trains.</summary>
    public required VaeDevice Device { get; init; }

    /// <summary>Why this backend.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// How many times as fast the other backend is likely to train this model on this CPU, by measurements of both over many sizes; null
    /// where it is not likely to be notably faster, and on a CUDA device.
    /// </summary>
    public double? OtherIsFasterBy { get; init; }

    /// <summary>What a training with these options and rows of this shape takes.</summary>
    /// <param name="options">How the model is built and trained.</param>
    /// <param name="featureCount">Number of features of a row, at least 1.</param>
    /// <param name="rowCount">Number of rows, at least 1.</param>
    /// <exception cref="ArgumentException">An option is out of range: all that are, are named.</exception>
    /// <exception cref="InvalidOperationException">The options ask for TorchSharp and its native library cannot be loaded, or for a CUDA
    /// device that is not there.</exception>
    public static VaeBackendChoice For(VaeOptions options, int featureCount, int rowCount)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowCount, 1);
        var backend = BackendSelection.Of(options);
        return new VaeBackendChoice
        {
            Backend = backend,
            Device = options.Device,
            Reason = ReasonFor(options, backend),
            OtherIsFasterBy = options.Device.IsCuda ? null : OtherIsFaster(options, backend, featureCount, rowCount),
        };
    }

    /// <summary>One or two sentences for a log.</summary>
    public override string ToString() => Backend == VaeBackend.Managed
        ? $"Training with the managed backend: {Reason}.{Advice("TorchSharp", "reference TorchSharp-cpu and set Backend to TorchSharp")}"
        : $"Training with TorchSharp on {Device}: {Reason}.{Advice("The managed backend", "set Backend to Managed")}";

    private static string ReasonFor(VaeOptions options, VaeBackend backend) => options switch
    {
        { Backend: not VaeBackend.Auto } => "Backend asks for it",
        { Device.IsCuda: true } => "Device asks for it",
        _ when backend == VaeBackend.TorchSharp => "its native library could be loaded",
        _ => "TorchSharp's native library could not be loaded",
    };

    private static double? OtherIsFaster(VaeOptions options, VaeBackend backend, int featureCount, int rowCount)
    {
        var architecture = VaeArchitecture.From(options, featureCount);
        int batch = new TrainingSchedule(options, rowCount).BatchSize;
        int samples = options.Deterministic ? 1 : options.MonteCarloSamples;
        int threads = options.EffectiveThreads;
        double managed = BackendSpeed.StepMilliseconds(VaeBackend.Managed, architecture, batch, samples, threads);
        double torch = BackendSpeed.StepMilliseconds(VaeBackend.TorchSharp, architecture, batch, samples, threads);
        double factor = backend == VaeBackend.Managed ? managed / torch : torch / managed;
        return factor >= WorthSaying ? factor : null;
    }

    private string Advice(string other, string how) => OtherIsFasterBy is { } factor
        ? string.Create(CultureInfo.InvariantCulture, $" {other} is likely to be faster, about {factor:0.0} times: {how}.")
        : "";
}
