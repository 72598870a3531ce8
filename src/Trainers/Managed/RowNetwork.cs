using MLNet.Vae.Model;

namespace MLNet.Vae.Managed;

/// <summary>Encoder and decoder of a fitted model for a row at a time.</summary>
internal sealed class RowNetwork
{
    private readonly RowLayer[] _encoder, _decoder;

    public RowNetwork(FittedParameters fitted)
    {
        var layout = ParameterLayout.Of(fitted.Architecture);
        RowLayer Layer(LinearTensors tensors) => new(tensors, fitted.Architecture.Activation, fitted.Parameters.Span);
        _encoder = [.. layout.Encoder.Select(Layer)];
        _decoder = [.. layout.Decoder.Select(Layer)];
        LargestWidth = _encoder.Concat(_decoder).Max(layer => layer.Width);
    }

    /// <summary>Outputs of the widest layer, filled up to whole vectors.</summary>
    public int LargestWidth { get; }

    /// <summary>From the row in memory to μ and log σ².</summary>
    public void Encode(RowMemory memory)
    {
        var input = memory.Input;
        var row = memory.Row;
        for (int d = 0; d < input.Length; d++)
            input[d] = float.IsNaN(row[d]) ? 0 : row[d];
        var head = Run(_encoder, input, memory);
        int latent = memory.Mean.Length;
        head[..latent].CopyTo(memory.Mean);
        for (int j = 0; j < latent; j++)
            memory.LogVariance[j] = Math.Clamp(head[latent + j], VaeArchitecture.MinimumLogVariance, VaeArchitecture.MaximumLogVariance);
    }

    /// <summary>
    /// From z, [latent], to the decoder's output in the model's units, [width]; it lies in the memory until the next call.
    /// </summary>
    public ReadOnlySpan<float> Decode(ReadOnlySpan<float> z, RowMemory memory) => Run(_decoder, z, memory);

    private static ReadOnlySpan<float> Run(RowLayer[] layers, ReadOnlySpan<float> x, RowMemory memory)
    {
        var to = memory.First;
        var other = memory.Second;
        foreach (var layer in layers)
        {
            layer.Forward(x, to);
            x = to[..layer.Width];
            var swap = to;
            to = other;
            other = swap;
        }

        return x;
    }
}
