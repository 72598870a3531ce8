using MLNet.Vae.Model;
using MLNet.Vae.Parts.Activations;
using MLNet.Vae.Parts.Posteriors;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>Encoder and decoder. Weights stay as they are, under the names that <see cref="ParameterLayout"/> gives them.</summary>
internal static class NetworkGraph
{
    /// <param name="fitted">The model.</param>
    /// <param name="input">[N, features], 0 where missing.</param>
    /// <param name="context">[N, context] in the model's units; null for a model without.</param>
    public static PosteriorValues Encode(FittedWeights fitted, GraphValue input, GraphValue? context)
    {
        using var scope = input.Graph.Scope("encoder");
        var halves = Heads(fitted, ContextGraph.Append(input, context));
        var logVariance = halves.Part(1).Clamp(DiagonalGaussian.MinLogVariance, DiagonalGaussian.MaxLogVariance);
        return new PosteriorValues(halves.Part(0), logVariance);
    }

    /// <summary>μ alone, [N, latent].</summary>
    public static GraphValue Mean(FittedWeights fitted, GraphValue input, GraphValue? context)
    {
        using var scope = input.Graph.Scope("encoder");
        return Heads(fitted, ContextGraph.Append(input, context)).Part(0);
    }

    /// <param name="fitted">The model.</param>
    /// <param name="latent">[N, latent + context]: latent vectors, and behind them the context in the model's units.</param>
    /// <returns>The decoder's output in the model's units, [N, features].</returns>
    public static GraphValue Decode(FittedWeights fitted, GraphValue latent)
    {
        using var scope = latent.Graph.Scope("decoder");
        return Run(fitted, fitted.Layout.Decoder, latent);
    }

    // [N, 2, latent]
    private static GraphValue Heads(FittedWeights fitted, GraphValue input) =>
        Run(fitted, fitted.Layout.Encoder, WithoutHidden(fitted, input)).Reshape(-1, 2, fitted.Architecture.LatentDimension);

    // 0 in the features that the encoder is not to see, where no weight of its first layer is theirs alone.
    private static GraphValue WithoutHidden(FittedWeights fitted, GraphValue input)
    {
        if (fitted.HiddenInputs.Count == 0)
            return input;
        bool[] isHidden = new bool[fitted.Features.Count];
        foreach (int feature in fitted.HiddenInputs)
            isHidden[feature] = true;
        return input.Graph.Mask("is_hidden", isHidden).Choose(input.Graph.Number(0), input);
    }

    private static GraphValue Run(FittedWeights fitted, IReadOnlyList<LayerTensors> layers, GraphValue x)
    {
        var activation = Activations.Get(fitted.Architecture.Activation);
        foreach (var (shape, weight, bias) in layers)
        {
            x = shape.Evaluate(x, Tensor(weight, shape.WeightSizes), Tensor(bias, [shape.Biases]));
            if (shape.HasActivation)
                x = activation.Evaluate(x);
        }

        return x;

        GraphValue Tensor(ParameterTensor tensor, IReadOnlyList<long> sizes) =>
            x.Graph.Tensor(tensor.Name, fitted.Parameters.Slice(tensor.Offset, tensor.Length), sizes);
    }
}
