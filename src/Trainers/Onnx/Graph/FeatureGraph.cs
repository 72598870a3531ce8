using MLNet.Vae.Model;
using MLNet.Vae.Parts.Likelihoods;

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
        var missing = Missing(map.Missing, features);
        var filled = missing.Choose(mean, features);
        var standardized = ((filled - mean) * scale).Clamp(-FeatureMap.Limit, FeatureMap.Limit);
        return new RowValues(standardized, map.Blocks.Count == 0 ? missing : WholeBlocks(map, standardized, missing));
    }

    // A block that has a value has no gap: its missing slots count as 0. One that has none is missing as a whole.
    private static GraphValue WholeBlocks(FeatureMap map, GraphValue standardized, GraphValue missing)
    {
        var graph = standardized.Graph;
        var tables = BlockTable.Create(map.Blocks);
        GraphValue gap = missing.ToFloat(), size = standardized.Abs();
        GraphValue[] missingBlocks = [.. tables.Select((table, i) =>
        {
            var slots = graph.Whole($"block.{i}", table.Slots, table.Blocks.Count, table.Size);
            var isMissing = gap.Gather(slots).Largest(2) > 0.5f & !(size.Gather(slots).Largest(2) > 0);
            return isMissing.Reshape(-1, table.Blocks.Count);
        })];
        var all = missingBlocks.Length == 1 ? missingBlocks[0] : graph.Node("Concat", missingBlocks, GraphAttribute.Integer("axis", 1));

        bool[] isInBlock = new bool[map.Count];
        long[] blockOf = new long[map.Count]; // 0 where there is none
        foreach (var (block, number) in tables.SelectMany(table => table.Blocks).Select((block, number) => (block, number)))
        {
            Array.Fill(isInBlock, true, block.First, block.Count);
            Array.Fill(blockOf, number, block.First, block.Count);
        }

        var bySlot = all.Gather(graph.Whole("block.of_slot", blockOf, map.Count));
        return graph.Mask("is_in_block", isInBlock) & bySlot | graph.Mask("is_in_no_block", [.. isInBlock.Select(isIn => !isIn)]) & missing;
    }

    /// <summary>Which values are NaN, or one of the codes; Boolean.</summary>
    // Equal knows no float32 before operator set 11: neither less nor greater is the code, or NaN.
    public static GraphValue Missing(MissingCodes codes, GraphValue values) => codes.Values.Aggregate(
        values.IsNaN(), (missing, code) => missing | !((values < code) | (values > code)));

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
