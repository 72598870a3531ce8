using MLNet.Vae.Model;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>
/// <see cref="ScoreQuantiles.PValue"/>: the number of table entries below a score says between which two it lies.
/// </summary>
internal static class QuantileGraph
{
    /// <param name="quantiles">The table.</param>
    /// <param name="score">[N, 1].</param>
    /// <returns>[N, 1].</returns>
    public static GraphValue PValue(ScoreQuantiles quantiles, GraphValue score)
    {
        var graph = score.Graph;
        int entries = quantiles.Table.Length, last = entries - 1;
        var table = graph.Tensor(InitializerNames.ScoreQuantiles, quantiles.Table.ToArray(), entries);
        var sought = score - ScoreDistribution.Tolerance * (1 + score.Abs());
        var count = (table < sought).ToFloat().Sum(entries);
        var aboveAll = graph.Number(0);
        return (count < 1).Choose(graph.Number(1), last == 0 ? aboveAll : (count > last).Choose(aboveAll, Between()));

        GraphValue Between()
        {
            var upper = count.Clamp(1, last);
            var lower = upper - 1;
            var below = table.At(lower);
            var share = ((score - below) / (table.At(upper) - below)).AtMost(1);
            return 1 - (1 - quantiles.SmallestShare) * ((lower + share) / last);
        }
    }
}
