using System.Runtime.CompilerServices;
using MLNet.Vae.Managed.Kernels;
using MLNet.Vae.Model;
using MLNet.Vae.Simd;

namespace MLNet.Vae.Managed.Rows;

/// <summary>Encoder and decoder of a fitted model for a row at a time.</summary>
internal sealed class RowNetwork<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly VaeArchitecture _architecture;
    private readonly RowLayer<TS, TV>[] _encoder, _decoder;

    public RowNetwork(FittedParameters fitted)
    {
        _architecture = fitted.Architecture;
        var layout = ParameterLayout.Of(fitted.Architecture);
        RowLayer<TS, TV> Layer(LinearTensors tensors) => new(tensors, fitted.Architecture.Activation, fitted.Parameters.Span);
        _encoder = [.. layout.Encoder.Select(Layer)];
        _decoder = [.. layout.Decoder.Select(Layer)];
        LargestWidth = _encoder.Concat(_decoder).Max(layer => layer.Width);
    }

    /// <summary>Outputs of the widest layer, padded.</summary>
    public int LargestWidth { get; }

    /// <summary>From the first rows in memory to their μ and log σ².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Encode(RowMemory memory, int rows)
    {
        int latent = _architecture.LatentDimension;
        StandardisedRows<TS, TV>.ZeroMissing(memory.Values[..(rows * memory.Width)], memory.Input);
        var heads = Run(_encoder, memory.Input, memory.Width, rows, memory);
        int headWidth = heads.Length / rows;
        for (int row = 0; row < rows; row++)
        {
            var head = heads.Slice(row * headWidth, 2 * latent);
            var logVariance = memory.LogVariance.Slice(row * memory.LatentWidth, latent);
            head[..latent].CopyTo(memory.Mean[(row * memory.LatentWidth)..]);
            for (int j = 0; j < latent; j++)
                logVariance[j] = Math.Clamp(head[latent + j], VaeArchitecture.MinimumLogVariance, VaeArchitecture.MaximumLogVariance);
        }
    }

    /// <summary>
    /// From z, [rows, latent width], to the decoder's output in the model's units, [rows, width]; it lies in the memory until the next
    /// call.
    /// </summary>
    public ReadOnlySpan<float> Decode(ReadOnlySpan<float> z, int rows, RowMemory memory) =>
        Run(_decoder, z, memory.LatentWidth, rows, memory);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ReadOnlySpan<float> Run(RowLayer<TS, TV>[] layers, ReadOnlySpan<float> x, int stride, int rows, RowMemory memory)
    {
        var to = memory.First;
        var other = memory.Second;
        foreach (var layer in layers)
        {
            layer.Forward(x, stride, rows, to);
            stride = layer.Width;
            x = to[..(rows * stride)];
            var swap = to;
            to = other;
            other = swap;
        }

        return x;
    }
}
