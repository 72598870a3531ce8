using System.Runtime.InteropServices;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>
/// Copies between spans and tensors on any device. A tensor shows at most 2 GiB of its memory at a time, so a large one goes in pieces.
/// </summary>
internal static class HostCopy
{
    private const int PieceLength = 1 << 24;

    /// <summary>The memory of a contiguous tensor on the CPU.</summary>
    public static Span<T> Memory<T>(torch.Tensor tensor)
        where T : struct =>
        MemoryMarshal.Cast<byte, T>(tensor.bytes);

    /// <param name="source">[n].</param>
    /// <param name="target">Receives [n]; one dimension, contiguous.</param>
    public static void ToTensor(ReadOnlySpan<float> source, torch.Tensor target)
    {
        using var scope = torch.NewDisposeScope();
        using var piece = Piece(source.Length);
        for (int first = 0; first < source.Length; first += PieceLength)
        {
            int length = Math.Min(PieceLength, source.Length - first);
            source.Slice(first, length).CopyTo(Memory<float>(piece));
            target.narrow(0, first, length).copy_(piece.narrow(0, 0, length));
        }
    }

    /// <param name="source">[n]; one dimension, contiguous.</param>
    /// <param name="target">Receives [n].</param>
    public static void FromTensor(torch.Tensor source, Span<float> target)
    {
        using var scope = torch.NewDisposeScope();
        using var piece = Piece(target.Length);
        for (int first = 0; first < target.Length; first += PieceLength)
        {
            int length = Math.Min(PieceLength, target.Length - first);
            piece.narrow(0, 0, length).copy_(source.narrow(0, first, length));
            Memory<float>(piece)[..length].CopyTo(target[first..]);
        }
    }

    /// <summary>Whole numbers on a device, kept in a store.</summary>
    public static torch.Tensor ToDevice(ReadOnlySpan<long> values, torch.Device device, TensorStore store)
    {
        using var scope = torch.NewDisposeScope();
        var host = torch.empty(values.Length, torch.ScalarType.Int64, new torch.Device(DeviceType.CPU));
        values.CopyTo(Memory<long>(host));
        return store.Keep(torch.empty(values.Length, torch.ScalarType.Int64, device).copy_(host));
    }

    /// <summary>Numbers on a device in a shape, kept in a store.</summary>
    public static torch.Tensor ToDevice(ReadOnlySpan<float> values, long[] shape, torch.Device device, TensorStore store)
    {
        using var scope = torch.NewDisposeScope();
        var flat = torch.empty(values.Length, torch.ScalarType.Float32, device);
        ToTensor(values, flat);
        return store.Keep(flat.view(shape));
    }

    private static torch.Tensor Piece(int length) =>
        torch.empty(Math.Min(PieceLength, length), torch.ScalarType.Float32, new torch.Device(DeviceType.CPU));
}
