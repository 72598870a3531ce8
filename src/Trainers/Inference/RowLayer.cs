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
    public static RowLayer<TS, TV> Create(LinearTensors tensors, Activation activation, ReadOnlySpan<float> parameters)
    {
        var build = new Build(tensors, parameters);
        return tensors.Shape.HasActivation ? activation.Specialize<Build, RowLayer<TS, TV>>(build) : build.With<Identity>();
    }

    /// <param name="x">[rows, xStride], of which the inputs are read.</param>
    /// <param name="xStride">Distance of two rows.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="y">Receives [rows, width]; what lies beyond the outputs means nothing.</param>
    public abstract void Forward(ref float x, int xStride, int rows, ref float y);

    private readonly ref struct Build(LinearTensors tensors, ReadOnlySpan<float> parameters) : IActivationWork<RowLayer<TS, TV>>
    {
        private readonly ReadOnlySpan<float> _parameters = parameters;

        public RowLayer<TS, TV> With<TFunction>()
            where TFunction : struct, IActivationFunction => new ActivatedRowLayer<TS, TV, TFunction>(tensors, _parameters);
    }
}
