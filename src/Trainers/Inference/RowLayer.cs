using System.Diagnostics;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Activations;

namespace MLNet.Vae.Inference;

/// <summary>One fully connected layer for few rows at a time.</summary>
internal abstract class RowLayer<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    /// <summary>The outputs, padded.</summary>
    public abstract int Width { get; }

    /// <summary>A layer of a model's parameters.</summary>
    /// <param name="tensors">Where its weight and bias lie.</param>
    /// <param name="activation">The model's activation, for a layer that has one.</param>
    /// <param name="parameters">The model's parameters.</param>
    public static RowLayer<TS, TV> Create(LinearTensors tensors, VaeActivation activation, ReadOnlySpan<float> parameters)
    {
        if (!tensors.Shape.HasActivation)
            return new ActivatedRowLayer<TS, TV, Activation<TS, TV>.Identity>(tensors, parameters);
        return activation switch
        {
            VaeActivation.Silu => new ActivatedRowLayer<TS, TV, Activation<TS, TV>.Silu>(tensors, parameters),
            VaeActivation.Relu => new ActivatedRowLayer<TS, TV, Activation<TS, TV>.Relu>(tensors, parameters),
            VaeActivation.Tanh => new ActivatedRowLayer<TS, TV, Activation<TS, TV>.Tanh>(tensors, parameters),
            VaeActivation.Gelu => new ActivatedRowLayer<TS, TV, Activation<TS, TV>.Gelu>(tensors, parameters),
            _ => throw new UnreachableException(),
        };
    }

    /// <param name="x">[rows, xStride], of which the inputs are read.</param>
    /// <param name="xStride">Distance of two rows.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="y">Receives [rows, width]; what lies beyond the outputs means nothing.</param>
    public abstract void Forward(ref float x, int xStride, int rows, ref float y);
}
