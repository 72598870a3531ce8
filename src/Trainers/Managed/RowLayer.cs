using MLNet.Vae.Managed.Kernels;
using MLNet.Vae.Model;

namespace MLNet.Vae.Managed;

/// <summary>
/// One fully connected layer for a row at a time: the weight turned to [inputs, width], so that outputs are the lanes of a vector.
/// </summary>
internal sealed class RowLayer
{
    private readonly float[] _weights; // [inputs, width]
    private readonly float[] _bias; // [width]
    private readonly LinearShape _shape;
    private readonly VaeActivation _activation;

    public RowLayer(LinearTensors tensors, VaeActivation activation, ReadOnlySpan<float> parameters)
    {
        _shape = tensors.Shape;
        _activation = activation;
        _bias = new float[VectorProduct.Padded(_shape.Outputs)];
        tensors.Bias.Of(parameters).CopyTo(_bias);
        _weights = new float[_shape.Inputs * Width];
        var weight = tensors.Weight.Of(parameters);
        for (int o = 0; o < _shape.Outputs; o++)
        {
            for (int i = 0; i < _shape.Inputs; i++)
                _weights[i * Width + o] = weight[o * _shape.Inputs + i];
        }
    }

    /// <summary>The outputs, filled up to whole vectors.</summary>
    public int Width => _bias.Length;

    /// <param name="x">At least [inputs].</param>
    /// <param name="y">Receives [width]; what lies beyond the outputs means nothing.</param>
    public void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        y = y[..Width];
        VectorProduct.Multiply(x[.._shape.Inputs], _weights, _bias, y);
        if (_shape.HasActivation)
            Activations.Apply(_activation, y);
    }
}
