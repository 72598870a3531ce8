using MLNet.Vae.Model;
using MLNet.Vae.Numerics;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Training.Managed;

/// <summary>
/// The parameters as the kernels want them: every row of a weight padded and on a cache line. The zeros between never change, for their
/// gradient is zero.
/// </summary>
internal sealed class PaddedLayout
{
    private readonly ParameterLayout _layout;

    public PaddedLayout(ParameterLayout layout)
    {
        _layout = layout;
        int end = 0;
        Encoder = [.. layout.Encoder.Select(tensors => Place(tensors, ref end))];
        Decoder = [.. layout.Decoder.Select(tensors => Place(tensors, ref end))];
        Parts = [.. layout.Parts.Select(part => Place(part, ref end))];
        Length = end;
    }

    public PaddedLayer[] Encoder { get; }

    public PaddedLayer[] Decoder { get; }

    /// <summary>What the likelihoods own, in the order of the layout.</summary>
    public PlacedParameter[] Parts { get; }

    public int Length { get; }

    /// <summary>
    /// Brings the parameters that have bounds back to them after an update. Outside they have no gradient, and would never return.
    /// </summary>
    public void Clamp(Span<float> padded)
    {
        for (int i = 0; i < Parts.Length; i++)
        {
            var (spec, offset) = Parts[i];
            foreach (ref float value in padded.Slice(offset, _layout.Parts[i].Tensor.Length))
                value = Math.Clamp(value, spec.Min, spec.Max);
        }
    }

    /// <summary>From the layout of the model to this one.</summary>
    public void Import(ReadOnlySpan<float> parameters, Span<float> padded)
    {
        foreach (var layer in Encoder.Concat(Decoder))
        {
            for (int row = 0; row < layer.Outputs; row++)
            {
                var weights = layer.Tensors.Weight.Of(parameters).Slice(row * layer.Inputs, layer.Inputs);
                weights.CopyTo(padded[(layer.Weight + row * layer.Stride)..]);
            }

            layer.Tensors.Bias.Of(parameters).CopyTo(padded[layer.Bias..]);
        }

        for (int i = 0; i < Parts.Length; i++)
            _layout.Parts[i].Tensor.Of(parameters).CopyTo(padded[Parts[i].Offset..]);
    }

    /// <summary>From this layout to that of the model.</summary>
    public void Export(ReadOnlySpan<float> padded, Span<float> parameters)
    {
        foreach (var layer in Encoder.Concat(Decoder))
        {
            for (int row = 0; row < layer.Outputs; row++)
            {
                var weights = padded.Slice(layer.Weight + row * layer.Stride, layer.Inputs);
                weights.CopyTo(parameters[(layer.Tensors.Weight.Offset + row * layer.Inputs)..]);
            }

            padded.Slice(layer.Bias, layer.Outputs).CopyTo(parameters[layer.Tensors.Bias.Offset..]);
        }

        for (int i = 0; i < Parts.Length; i++)
        {
            var tensor = _layout.Parts[i].Tensor;
            padded.Slice(Parts[i].Offset, tensor.Length).CopyTo(parameters[tensor.Offset..]);
        }
    }

    private static PlacedParameter Place(PartTensor part, ref int end)
    {
        int offset = end;
        end += Padding.Padded(part.Tensor.Length);
        return new PlacedParameter(part.Spec, offset);
    }

    private static PaddedLayer Place(LayerTensors tensors, ref int end)
    {
        int stride = Padding.Stride(tensors.Shape.Inputs), weight = end, bias = checked(weight + tensors.Shape.Outputs * stride);
        end = bias + Padding.Padded(tensors.Shape.Outputs);
        return new PaddedLayer(tensors, stride, weight, bias);
    }
}

/// <summary>Where one layer's weight, [outputs, stride], and bias begin.</summary>
internal sealed record PaddedLayer(LayerTensors Tensors, int Stride, int Weight, int Bias)
{
    public int Inputs => Tensors.Shape.Inputs;

    public int Outputs => Tensors.Shape.Outputs;
}
