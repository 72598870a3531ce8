using MLNet.Vae.Model;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>Encoder and decoder. Weights stay [outputs, inputs] under the names that <see cref="ParameterLayout"/> gives them.</summary>
internal static class NetworkGraph
{
    /// <param name="graph">Where to add.</param>
    /// <param name="fitted">The model.</param>
    /// <param name="input">[N, features], 0 where missing.</param>
    public static PosteriorValues Encode(GraphBuilder graph, FittedParameters fitted, string input)
    {
        int latent = fitted.Architecture.LatentDimension;
        string head = Run(graph, fitted, ParameterLayout.Of(fitted.Architecture).Encoder, "encoder", input);
        string halves = graph.Reshape("encoder.halves", head, -1, 2, latent);
        string logVariance = graph.Clamp(
            "encoder.log_variance", graph.Part("encoder.log_variance.raw", halves, 1), VaeArchitecture.MinimumLogVariance, VaeArchitecture.MaximumLogVariance);
        return new PosteriorValues(graph.Part("encoder.mean", halves, 0), logVariance);
    }

    /// <param name="graph">Where to add.</param>
    /// <param name="fitted">The model.</param>
    /// <param name="scope">Begins the names of the nodes, since a graph may hold the decoder twice.</param>
    /// <param name="latent">[N, latent].</param>
    /// <returns>The decoder's output in the model's units, [N, features].</returns>
    public static string Decode(GraphBuilder graph, FittedParameters fitted, string scope, string latent) =>
        Run(graph, fitted, ParameterLayout.Of(fitted.Architecture).Decoder, scope, latent);

    private static string Run(GraphBuilder graph, FittedParameters fitted, IReadOnlyList<LinearTensors> layers, string scope, string x)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            var (shape, weight, bias) = layers[i];
            string linear = graph.Node(
                "Gemm",
                $"{scope}.{i}.linear",
                [x, graph.Tensor(weight.Name, Values(weight), shape.Outputs, shape.Inputs), graph.Tensor(bias.Name, Values(bias), shape.Outputs)],
                GraphAttribute.Integer("transB", 1));
            x = shape.HasActivation ? ActivationGraph.Add(graph, fitted.Architecture.Activation, $"{scope}.{i}.activation", linear) : linear;
        }

        return x;

        ReadOnlyMemory<float> Values(ParameterTensor tensor) => fitted.Parameters.Slice(tensor.Offset, tensor.Length);
    }
}
