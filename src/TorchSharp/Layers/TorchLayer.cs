using System.Diagnostics;
using MLNet.Vae.Parts.Layers;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>
/// A layer with libtorch: the other face of a <see cref="LayerShape"/> of the engine. Layers go through functional calls, whose errors are
/// exceptions: those of matmul end the process.
/// </summary>
internal abstract class TorchLayer
{
    /// <param name="shape">The layer.</param>
    /// <param name="weight">Of its weight's sizes.</param>
    /// <param name="bias">[biases].</param>
    public static TorchLayer Create(LayerShape shape, torch.Tensor weight, torch.Tensor bias) => shape switch
    {
        LinearShape => new TorchLinear(weight, bias),
        ConvolutionShape convolution => new TorchConvolution(convolution, weight, bias),
        TransposedConvolutionShape transposed => new TorchTransposedConvolution(transposed, weight, bias),
        _ => throw new UnreachableException($"There is no layer {shape} with libtorch."),
    };

    /// <summary>The layer without its activation.</summary>
    /// <param name="values">[rows, inputs].</param>
    /// <returns>[rows, outputs].</returns>
    public abstract torch.Tensor Evaluate(torch.Tensor values);
}
