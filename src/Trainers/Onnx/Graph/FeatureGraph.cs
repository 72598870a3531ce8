using MLNet.Vae.Model;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>Between the input's units and the model's: <see cref="FeatureMap"/>, with the same float32 constants in the same order of operations.</summary>
internal static class FeatureGraph
{
    /// <param name="graph">Where to add.</param>
    /// <param name="map">The units of each feature.</param>
    /// <param name="features">[N, features], in the input's units; NaN where a value is missing.</param>
    public static RowValues Standardise(GraphBuilder graph, FeatureMap map, string features)
    {
        string mean = graph.Tensor("feature_mean", map.Mean, map.Count);
        string scale = graph.Tensor("feature_scale", map.Scale, map.Count);
        // Before any arithmetic: a runtime need not carry NaN through the clamp. The mean is 0 in the model's units.
        string missing = graph.Node("IsNaN", "input.missing", features);
        string filled = graph.Node("Where", "input.filled", missing, mean, features);
        string centred = graph.Node("Sub", "input.centred", filled, mean);
        string scaled = graph.Node("Mul", "input.scaled", centred, scale);
        return new RowValues(graph.Clamp("input.standardised", scaled, -FeatureMap.Limit, FeatureMap.Limit), missing);
    }

    /// <summary>The mean of p(x | z) in the input's units, [N, features], from the decoder's output.</summary>
    public static string Mean(GraphBuilder graph, FeatureMap map, string output)
    {
        string Gaussian()
        {
            string deviation = graph.Node("Div", "output.deviation", output, graph.Tensor("feature_scale", map.Scale, map.Count));
            string value = graph.Node("Add", "output.value", deviation, graph.Tensor("feature_mean", map.Mean, map.Count));
            return graph.Clamp("output.finite", value, float.MinValue, float.MaxValue);
        }

        // Not Sigmoid: ONNX Runtime's stops at 1.5e-8 below −18.
        string Bernoulli()
        {
            string exponential = graph.Node("Exp", "output.exponential", graph.Node("Neg", "output.negative", output));
            string oneAndExponential = graph.Node("Add", "output.one_and_exponential", exponential, graph.Number(1));
            return graph.Node("Div", "output.probability", graph.Number(1), oneAndExponential);
        }

        return ByLikelihood(graph, map, "output.mean", Gaussian, Bernoulli);
    }

    /// <summary>Each feature's value by its likelihood; what no feature needs is not added.</summary>
    public static string ByLikelihood(GraphBuilder graph, FeatureMap map, string name, Func<string> gaussian, Func<string> bernoulli)
    {
        bool[] isBernoulli = [.. map.Likelihoods.Select(likelihood => likelihood == VaeLikelihood.Bernoulli)];
        if (!isBernoulli.Contains(true))
            return gaussian();
        if (!isBernoulli.Contains(false))
            return bernoulli();
        return graph.Node("Where", name, graph.Mask("is_bernoulli", isBernoulli), bernoulli(), gaussian());
    }
}
