using System.Globalization;
using MLNet.Vae.Torch;
using MLNet.Vae.Training;
using TorchSharp;

namespace MLNet.Vae;

/// <summary>
/// Training with libtorch, through TorchSharp. The application references the package TorchSharp-cpu, or TorchSharp-cuda-linux or
/// TorchSharp-cuda-windows for a CUDA device. Without a library that loads, and without such a device, a training that asks for this
/// backend is an <see cref="InvalidOperationException"/> before any work, and one that leaves <see cref="VaeOptions.Backend"/> at null takes
/// the managed backend.
/// </summary>
public sealed class TorchSharpBackend : VaeBackend
{
    private readonly int? _cudaDevice;

    private TorchSharpBackend(int? cudaDevice) => _cudaDevice = cudaDevice;

    // What the engine makes, by name, where no backend is asked for.
    private TorchSharpBackend()
    {
    }

    /// <summary>On the CPU.</summary>
    public static TorchSharpBackend Cpu { get; } = new();

    /// <summary>On a CUDA device. Whether there is one is found out when a training begins, before any work.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public static TorchSharpBackend Cuda(int index = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new TorchSharpBackend(index);
    }

    /// <summary>Where it computes. Only where the library can be loaded.</summary>
    internal torch.Device Device => _cudaDevice is { } index ? new torch.Device(DeviceType.CUDA, index) : new torch.Device(DeviceType.CPU);

    /// <inheritdoc/>
    public override string ToString() =>
        _cudaDevice is { } index ? string.Create(CultureInfo.InvariantCulture, $"TorchSharp on cuda:{index}") : "TorchSharp on cpu";

    internal override string? WhyUnavailable() => TorchLibrary.WhyUnavailable ?? (_cudaDevice is { } index ? WhyNoDevice(index) : null);

    internal override bool Trains(VaeArchitecture architecture) => true;

    internal override BackendSpeed Speed(int threads) => BackendFigures.TorchSharp[threads > 1 ? 1 : 0];

    internal override ITrainingRun Start(TrainingPlan plan) => TorchMemory.Ask(() => new TorchTrainingRun(plan, Device));

    private static string? WhyNoDevice(int index)
    {
        int found = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        if (index < found)
            return null;
        string there = found switch { 0 => "no CUDA device", 1 => "cuda:0 alone", _ => $"cuda:0 to cuda:{found - 1}" };
        return $"libtorch found {there}: check the driver, and have the application reference TorchSharp-cuda-linux or " +
            "TorchSharp-cuda-windows in place of TorchSharp-cpu";
    }
}
