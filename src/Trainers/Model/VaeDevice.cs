using System.Globalization;

namespace MLNet.Vae;

/// <summary>Where training computes: the CPU, or a CUDA device by its number. Scoring is always on the CPU.</summary>
public readonly record struct VaeDevice
{
    private VaeDevice(bool isCuda, int index)
    {
        IsCuda = isCuda;
        Index = index;
    }

    /// <summary>The processor.</summary>
    public static VaeDevice Cpu => default;

    /// <summary>Whether this is a CUDA device.</summary>
    public bool IsCuda { get; }

    /// <summary>The number of a CUDA device, from 0; 0 for the CPU.</summary>
    public int Index { get; }

    /// <summary>A CUDA device. Whether there is one is found out when training begins, before any work.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public static VaeDevice Cuda(int index = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new VaeDevice(true, index);
    }

    /// <summary>The word cpu, or cuda: and the number.</summary>
    public override string ToString() => IsCuda ? string.Create(CultureInfo.InvariantCulture, $"cuda:{Index}") : "cpu";
}
