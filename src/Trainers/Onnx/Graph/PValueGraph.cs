using System.Diagnostics;
using MLNet.Vae.Model;

namespace MLNet.Vae.Onnx.Graph;

/// <summary><see cref="ScoreDistribution.PValue"/>.</summary>
internal static class PValueGraph
{
    /// <param name="distribution">Of the scores of normal rows.</param>
    /// <param name="score">[N, 1].</param>
    /// <returns>[N, 1].</returns>
    public static GraphValue Create(ScoreDistribution distribution, GraphValue score)
    {
        using var scope = score.Graph.Scope("p_value");
        return distribution switch
        {
            CalibrationScores scores => CalibrationGraph.PValue(scores, score),
            ScoreQuantiles quantiles => QuantileGraph.PValue(quantiles, score),
            _ => throw new UnreachableException(),
        };
    }
}
