using MLNet.Vae.Model;

namespace MLNet.Vae.Onnx.Graph;

/// <summary><see cref="ScoreQuantiles.ShareAtLeast"/>: the number of table entries below a score says between which two it lies.</summary>
internal static class QuantileGraph
{
    /// <param name="graph">Where to add.</param>
    /// <param name="quantiles">The table.</param>
    /// <param name="score">[N, 1].</param>
    /// <returns>[N, 1].</returns>
    public static string ShareAtLeast(GraphBuilder graph, ScoreQuantiles quantiles, string score)
    {
        int entries = quantiles.Table.Length;
        string table = graph.Tensor("score_quantiles", quantiles.Table.ToArray(), entries);
        string magnitude = graph.Node("Add", "p_value.magnitude", graph.Node("Abs", "p_value.absolute", score), graph.Number(1));
        string tolerance = graph.Node("Mul", "p_value.tolerance", magnitude, graph.Number(ScoreQuantiles.Tolerance));
        string sought = graph.Node("Sub", "p_value.sought", score, tolerance);
        string below = graph.ToFloat("p_value.is_below", graph.Node("Less", "p_value.less", table, sought)); // [N, entries]
        string count = graph.Sum("p_value.count", below, entries);
        string zeroOrBetween = entries == 1 ? graph.Number(0) : graph.Node(
            "Where",
            "p_value.below_largest",
            graph.Node("Greater", "p_value.above_all", count, graph.Number(entries - 1)),
            graph.Number(0),
            Between(graph, quantiles, table, count, score));
        return graph.Node("Where", "p_value", graph.Node("Less", "p_value.above_none", count, graph.Number(1)), graph.Number(1), zeroOrBetween);
    }

    private static string Between(GraphBuilder graph, ScoreQuantiles quantiles, string table, string count, string score)
    {
        int last = quantiles.Table.Length - 1;
        string upper = graph.Clamp("p_value.upper", count, 1, last);
        string lower = graph.Node("Sub", "p_value.lower", upper, graph.Number(1));
        string above = graph.Entries("p_value.above", table, upper);
        string under = graph.Entries("p_value.under", table, lower);
        string share = graph.Node(
            "Div", "p_value.share", graph.Node("Sub", "p_value.distance", score, under), graph.Node("Sub", "p_value.width", above, under));
        string within = graph.Node("Min", "p_value.within", share, graph.Number(1));
        string rank = graph.Node("Div", "p_value.rank", graph.Node("Add", "p_value.position", lower, within), graph.Number(last));
        string drop = graph.Node("Mul", "p_value.drop", rank, graph.Number(1 - quantiles.SmallestShare));
        return graph.Node("Sub", "p_value.between", graph.Number(1), drop);
    }
}
