using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Products;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Activations;

namespace MLNet.Vae.Training.Managed;

/// <summary>A layer with an activation.</summary>
internal sealed class HiddenLayer<TS, TV> : TrainingLayer<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly IActivationKernel _activation;
    private readonly LayerValues _derivative;

    public HiddenLayer(PaddedLayer place, int blocks, LayerValues input, VaeActivation activation)
        : base(place, blocks, input)
    {
        _activation = Activations.Get(activation).CreateKernel<TS, TV>();
        Output = new LayerValues(blocks, place.Outputs);
        _derivative = new LayerValues(blocks, place.Outputs);
    }

    public LayerValues Output { get; }

    /// <summary>This layer's gradient from that of the layer after it, through the activation.</summary>
    public void TakeGradient(TrainingLayer<TS, TV> after, ReadOnlySpan<float> parameters, int block) =>
        after.Backward<DerivativeEpilogue>(parameters, block, Gradient(block), _derivative.Block(block));

    protected override Span<float> Value(int block) => Output.Block(block);

    protected override void Finish(int block, int firstRow, int rows)
    {
        int first = firstRow * RowBlock.Rows, length = rows * RowBlock.Rows;
        _activation.Evaluate(Output.Block(block).Slice(first, length), _derivative.Block(block).Slice(first, length));
    }
}
