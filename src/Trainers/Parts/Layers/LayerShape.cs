using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Onnx.Graph;
using MLNet.Vae.Parts.Activations;

namespace MLNet.Vae.Parts.Layers;

/// <summary>
/// One layer of a network with all its faces: the sizes of its parameters, its ONNX nodes, and its form for a row at a time. The TorchSharp form
/// is in src/TorchSharp/Layers, under the same name. Rows are flat between layers; where a layer takes or gives an image, it is [channels, height,
/// width].
/// </summary>
/// <param name="HasActivation">Whether the model's activation follows.</param>
internal abstract record LayerShape(bool HasActivation)
{
    /// <summary>Numbers of a row that the layer takes.</summary>
    public abstract int Inputs { get; }

    /// <summary>Numbers of a row that it gives.</summary>
    public abstract int Outputs { get; }

    /// <summary>Sizes of its weight, as PyTorch and ONNX have them.</summary>
    public abstract IReadOnlyList<long> WeightSizes { get; }

    /// <summary>Length of its bias.</summary>
    public abstract int Biases { get; }

    /// <summary>Inputs of an output, as PyTorch counts them: initial weights lie within ±1/√ of them.</summary>
    public abstract long FanIn { get; }

    /// <summary>Multiplications of a row.</summary>
    public abstract long Products { get; }

    /// <summary>Weights and biases.</summary>
    public long NumberOfParameters => WeightSizes.Aggregate(1L, (product, size) => product * size) + Biases;

    /// <summary>The layer as nodes, without its activation.</summary>
    /// <param name="x">[N, inputs].</param>
    /// <param name="weight">Of <see cref="WeightSizes"/>.</param>
    /// <param name="bias">[biases].</param>
    /// <returns>[N, outputs].</returns>
    public abstract GraphValue Evaluate(GraphValue x, GraphValue weight, GraphValue bias);

    /// <summary>The layer for few rows at a time, with its activation.</summary>
    /// <param name="weight">Of <see cref="WeightSizes"/>.</param>
    /// <param name="bias">[biases].</param>
    /// <param name="activation">The model's activation.</param>
    public abstract RowLayer<TS, TV> CreateRowLayer<TS, TV>(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, Activation activation)
        where TS : ISimd<TV>
        where TV : struct;
}
