using MLNet.Vae.Model;

namespace MLNet.Vae.Onnx.Graph;

/// <summary><see cref="GapFilling"/>: on the rows that have gaps alone, which may be none.</summary>
internal static class GapGraph
{
    /// <summary>What the encoder sees of the rows, [N, features].</summary>
    public static GraphValue EncoderInput(FittedWeights fitted, RowValues rows)
    {
        var input = FeatureGraph.EncoderInput(fitted.Features, rows);
        if (fitted.Gaps.Iterations == 0)
            return input;
        using var scope = input.Graph.Scope("gaps");
        var indices = (rows.Missing.ToFloat().Largest(1) > 0.5f).Reshape(-1).WhereTrue();
        GraphValue filled = input.Rows(indices), missing = rows.Missing.Rows(indices);
        var context = rows.Context?.Rows(indices);
        GraphValue? before = null;
        for (int i = 0; i < fitted.Gaps.Iterations; i++)
        {
            var output = NetworkGraph.Decode(fitted, ContextGraph.Append(NetworkGraph.Mean(fitted, filled, context), context));
            var expected = LikelihoodGraph.StandardizedMean(fitted, output);
            var moved = before is null ? expected : expected + GapFilling.Momentum * (expected - before);
            filled = missing.Choose(moved.Clamp(-fitted.Features.EncoderLimit, fitted.Features.EncoderLimit), filled);
            before = expected;
        }

        return input.WithRows(indices, filled);
    }
}
