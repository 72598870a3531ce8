using MLNet.Vae.Model;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>What the likelihoods of a model's features are asked for, each feature by its own.</summary>
internal static class LikelihoodGraph
{
    /// <summary>The negative log likelihood of each feature in nats.</summary>
    /// <param name="fitted">The model.</param>
    /// <param name="x">The rows in the model's units, its last axis the features.</param>
    /// <param name="output">The decoder's output, of a shape that <paramref name="x"/> broadcasts to.</param>
    /// <returns>Of a shape that broadcasts to that of <paramref name="output"/>.</returns>
    public static GraphValue NegativeLog(FittedWeights fitted, GraphValue x, GraphValue output)
    {
        using var scope = x.Graph.Scope("likelihood");
        var parameters = new GraphParameters(fitted, x.Graph);
        return ByLikelihood(fitted.Features, x.Graph, likelihood => likelihood.NegativeLog(x, output, parameters));
    }

    /// <summary>The mean of p(x | z) in the input's units, [N, features], from the decoder's output.</summary>
    public static GraphValue Mean(FeatureMap map, GraphValue output)
    {
        using var scope = output.Graph.Scope("output");
        return ByLikelihood(map, output.Graph, likelihood => likelihood.Mean(output, value => FeatureGraph.ToInputUnits(map, value)));
    }

    // What no feature needs is not added.
    private static GraphValue ByLikelihood(FeatureMap map, GraphBuilder graph, Func<Likelihood, GraphValue> value)
    {
        return From(map.Groups.Count - 1);

        GraphValue From(int group)
        {
            var likelihood = map.Groups[group].Likelihood;
            if (group == 0)
                return value(likelihood);
            string name = $"is_{likelihood.Kind.ToString().ToLowerInvariant()}";
            var isOne = graph.Mask(name, [.. map.Likelihoods.Select(kind => kind == likelihood.Kind)]);
            var ofThis = value(likelihood);
            return isOne.Choose(ofThis, From(group - 1));
        }
    }
}
