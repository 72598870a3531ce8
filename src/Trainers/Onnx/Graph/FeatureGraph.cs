using MLNet.Vae.Model;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>Between the input's units and the model's: <see cref="FeatureMap"/>, by the same float32 constants in the same order.</summary>
internal static class FeatureGraph
{
    /// <param name="map">The units of each feature.</param>
    /// <param name="features">[N, features], in the input's units; NaN where a value is missing.</param>
    public static RowValues Standardize(FeatureMap map, GraphValue features)
    {
        using var scope = features.Graph.Scope("input");
        var (mean, scale) = Constants(map, features.Graph);
        // Before any arithmetic: a runtime need not carry NaN through the clamp. The mean is 0 in the model's units.
        var missing = features.IsNaN();
        var filled = missing.Choose(mean, features);
        return new RowValues(((filled - mean) * scale).Clamp(-FeatureMap.Limit, FeatureMap.Limit), missing);
    }

    /// <summary>The mean of p(x | z) in the input's units, [N, features], from the decoder's output.</summary>
    public static GraphValue Mean(FeatureMap map, GraphValue output)
    {
        using var scope = output.Graph.Scope("output");
        return ByLikelihood(map, output.Graph, Gaussian, Bernoulli);

        GraphValue Gaussian()
        {
            var (mean, scale) = Constants(map, output.Graph);
            return (output / scale + mean).Clamp(float.MinValue, float.MaxValue);
        }

        GraphValue Bernoulli() => 1 / (1 + (-output).Exp()); // not Sigmoid, see ActivationGraph
    }

    /// <summary>Each feature's value by its likelihood; what no feature needs is not added.</summary>
    public static GraphValue ByLikelihood(FeatureMap map, GraphBuilder graph, Func<GraphValue> gaussian, Func<GraphValue> bernoulli)
    {
        bool[] isBernoulli = [.. map.Likelihoods.Select(likelihood => likelihood == VaeLikelihood.Bernoulli)];
        if (!isBernoulli.Contains(true))
            return gaussian();
        if (!isBernoulli.Contains(false))
            return bernoulli();
        return graph.Mask("is_bernoulli", isBernoulli).Choose(bernoulli(), gaussian());
    }

    private static (GraphValue Mean, GraphValue Scale) Constants(FeatureMap map, GraphBuilder graph) =>
        (graph.Tensor(InitializerNames.FeatureMean, map.Mean, map.Count),
            graph.Tensor(InitializerNames.FeatureScale, map.Scale, map.Count));
}
