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
        var missing = Missing(map, features);
        var filled = missing.Choose(mean, features);
        return new RowValues(((filled - mean) * scale).Clamp(-FeatureMap.Limit, FeatureMap.Limit), missing);
    }

    // Equal knows no float32 before operator set 11: neither less nor greater is the code, or NaN.
    private static GraphValue Missing(FeatureMap map, GraphValue features) => map.Missing.Values.Aggregate(
        features.IsNaN(), (missing, code) => missing | !((features < code) | (features > code)));

    /// <summary>What the encoder sees of the rows, [N, features].</summary>
    public static GraphValue EncoderInput(FeatureMap map, RowValues rows)
    {
        using var scope = rows.Standardized.Graph.Scope("input");
        return map.EncoderLimit < FeatureMap.Limit ? rows.Standardized.Clamp(-map.EncoderLimit, map.EncoderLimit) : rows.Standardized;
    }

    /// <summary>From the model's units to the input's, within the range of float32; [N, features].</summary>
    public static GraphValue ToInputUnits(FeatureMap map, GraphValue standardized)
    {
        var (mean, scale) = Constants(map, standardized.Graph);
        return (standardized / scale + mean).Clamp(float.MinValue, float.MaxValue);
    }

    private static (GraphValue Mean, GraphValue Scale) Constants(FeatureMap map, GraphBuilder graph) =>
        (graph.Tensor(InitializerNames.FeatureMean, map.Mean, map.Count),
            graph.Tensor(InitializerNames.FeatureScale, map.Scale, map.Count));
}
