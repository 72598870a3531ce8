using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Onnx.Graph;
using MLNet.Vae.Parts.Activations;

namespace MLNet.Vae.Parts.Layers;

/// <summary>A fully connected layer: a weight [outputs, inputs], a bias [outputs], and whether the activation follows.</summary>
internal sealed record LinearShape(int Inputs, int Outputs, bool HasActivation) : LayerShape(HasActivation)
{
    public override int Inputs { get; } = Inputs;

    public override int Outputs { get; } = Outputs;

    /// <summary>The image that its inputs are; null where they are none.</summary>
    public ImageShape? InputImage { get; init; }

    /// <summary>The image that its outputs are; null where they are none.</summary>
    public ImageShape? OutputImage { get; init; }

    public override IReadOnlyList<long> WeightSizes => [Outputs, Inputs];

    public override int Biases => Outputs;

    public override long FanIn => Inputs;

    public override long Products => (long)Inputs * Outputs;

    /// <summary>Layers one behind the other.</summary>
    /// <param name="sizes">From the first one's inputs to the last one's outputs.</param>
    /// <param name="lastHasActivation">The others have one.</param>
    public static IEnumerable<LinearShape> Chain(int[] sizes, bool lastHasActivation)
    {
        for (int i = 0; i + 1 < sizes.Length; i++)
            yield return new LinearShape(sizes[i], sizes[i + 1], lastHasActivation || i + 2 < sizes.Length);
    }

    public override GraphValue Evaluate(GraphValue x, GraphValue weight, GraphValue bias) => x.Linear(weight, bias);

    public override RowLayer<TS, TV> CreateRowLayer<TS, TV>(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, Activation activation)
    {
        if (InputImage is null && OutputImage is null)
            return Create<TS, TV>(Inputs, Outputs, weight, bias, activation);
        // Images lie in another order between layers for a row, so the weights are brought into that.
        int inputs = InputImage?.PaddedLength ?? Inputs, outputs = OutputImage?.PaddedLength ?? Outputs;
        float[] movedWeight = new float[checked(outputs * inputs)], movedBias = new float[outputs];
        for (int o = 0; o < Outputs; o++)
        {
            int to = OutputImage?.PaddedPlace(o) ?? o;
            movedBias[to] = bias[o];
            for (int i = 0; i < Inputs; i++)
                movedWeight[to * inputs + (InputImage?.PaddedPlace(i) ?? i)] = weight[o * Inputs + i];
        }

        return Create<TS, TV>(inputs, outputs, movedWeight, movedBias, activation);
    }

    private RowLayer<TS, TV> Create<TS, TV>(int inputs, int outputs, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, Activation activation)
        where TS : ISimd<TV>
        where TV : struct
    {
        var build = new Build<TS, TV>(inputs, outputs, weight, bias);
        return HasActivation ? activation.Specialize<Build<TS, TV>, RowLayer<TS, TV>>(build) : build.With<Identity>();
    }

    private readonly ref struct Build<TS, TV>(int inputs, int outputs, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias)
        : IActivationWork<RowLayer<TS, TV>>
        where TS : ISimd<TV>
        where TV : struct
    {
        private readonly ReadOnlySpan<float> _weight = weight, _bias = bias;

        public RowLayer<TS, TV> With<TFunction>()
            where TFunction : struct, IActivationFunction => new ActivatedRowLayer<TS, TV, TFunction>(inputs, outputs, _weight, _bias);
    }
}
