using MLNet.Vae.Model;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>The context of a graph's rows: <see cref="ContextMap"/>. No graph can refuse a row, so one without its context has the largest score.</summary>
internal static class ContextGraph
{
    /// <param name="fitted">A model with a context.</param>
    /// <param name="context">[N, context], in the input's units.</param>
    /// <returns>In the model's units, NaN where missing; and which rows lack some of it, Boolean, [N, 1].</returns>
    public static (GraphValue Standardized, GraphValue IsMissing) Standardize(FittedWeights fitted, GraphValue context)
    {
        using var scope = context.Graph.Scope("context");
        var (map, graph) = (fitted.Context, context.Graph);
        var mean = graph.Tensor(InitializerNames.ContextMean, map.Mean, map.Count);
        var scale = graph.Tensor(InitializerNames.ContextScale, map.Scale, map.Count);
        var missing = FeatureGraph.Missing(fitted.Features.Missing, context) | (context.Abs() > float.MaxValue);
        var standardized = ((missing.Choose(mean, context) - mean) * scale).Clamp(-FeatureMap.NewEncoderLimit, FeatureMap.NewEncoderLimit);
        return (missing.Choose(graph.Number(float.NaN), standardized), missing.ToFloat().Largest(1) > 0.5f);
    }

    /// <summary>Rows with their context behind, [N, values + context]; as they are for a model without.</summary>
    public static GraphValue Append(GraphValue values, GraphValue? context) => context is null ? values : values.Beside(context, 1);

    /// <summary>Samples of the rows' latent vectors, each with the row's context behind, [N · samples, latent + context].</summary>
    /// <param name="z">[N, samples, latent].</param>
    /// <param name="context">[N, context]; null for a model without.</param>
    /// <param name="fitted">The model.</param>
    public static GraphValue AppendToSamples(GraphValue z, GraphValue? context, FittedWeights fitted)
    {
        int latent = fitted.Architecture.LatentDimension, samples = fitted.NumberOfScoringSamples, count = fitted.Context.Count;
        if (context is null)
            return z.Reshape(-1, latent);
        var repeated = context.Reshape(-1, 1, count) + z.Graph.Tensor("samples.zero", new float[samples], samples, 1);
        return z.Beside(repeated, 2).Reshape(-1, latent + count);
    }
}
