using MLNet.Vae.Model;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>What the likelihoods of a model's features are asked for, each feature by its own.</summary>
internal static class LikelihoodGraph
{
    /// <summary>The negative log likelihood of each slot in nats; what is given for a missing one means nothing.</summary>
    /// <param name="fitted">The model.</param>
    /// <param name="rows">The rows in the model's units, the last axis the features, and what is missing, [N, features].</param>
    /// <param name="output">The decoder's output, its last axis all outputs; that of the features has a shape that the rows broadcast to.</param>
    /// <returns>Of a shape that broadcasts to that of the features' outputs.</returns>
    public static GraphValue NegativeLog(FittedWeights fitted, RowValues rows, GraphValue output)
    {
        var graph = output.Graph;
        using var scope = graph.Scope("likelihood");
        var parameters = new GraphParameters(fitted, graph);
        return ByLikelihood(fitted.Features, output, (likelihood, own) => likelihood.NegativeLog(rows, own, parameters));
    }

    /// <summary>The mean of p(x | z) in the input's units, [N, features], from the decoder's output.</summary>
    public static GraphValue Mean(FittedWeights fitted, GraphValue output) =>
        Mean(fitted, output, value => FeatureGraph.ToInputUnits(fitted.Features, value));

    /// <summary>The same in the model's units.</summary>
    public static GraphValue StandardizedMean(FittedWeights fitted, GraphValue output) => Mean(fitted, output, value => value);

    private static GraphValue Mean(FittedWeights fitted, GraphValue output, Func<GraphValue, GraphValue> toUnits)
    {
        using var scope = output.Graph.Scope("output");
        var parameters = new GraphParameters(fitted, output.Graph);
        return ByLikelihood(fitted.Features, output, (likelihood, own) => likelihood.Mean(own, parameters, toUnits));
    }

    // What no feature needs is not added.
    private static GraphValue ByLikelihood(FeatureMap map, GraphValue output, Func<Likelihood, GraphValue, GraphValue> value)
    {
        GraphValue? ofFeatures = null;
        return From(map.Groups.Count - 1);

        GraphValue Of(Likelihood likelihood) => value(
            likelihood, map.Bins.Count == 0 || likelihood.TakesBins ? output : ofFeatures ??= output.GatherLast(output.Graph.FirstIndices(map.Count)));

        GraphValue From(int group)
        {
            var likelihood = map.Groups[group].Likelihood;
            if (group == 0)
                return Of(likelihood);
            string name = $"is_{likelihood.Kind.ToString().ToLowerInvariant()}";
            var isOne = output.Graph.Mask(name, [.. map.Likelihoods.Select(kind => kind == likelihood.Kind)]);
            var ofThis = Of(likelihood);
            return isOne.Choose(ofThis, From(group - 1));
        }
    }
}
