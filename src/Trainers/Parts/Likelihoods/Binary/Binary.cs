using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// <see cref="Bernoulli"/> of 0 and 1 alone. In scoring any other value counts as the less likely of both, plus half its squared distance d
/// from the nearer of both in units of a fifth: max(l, −l, 0) + log(1 + e⁻|l|) + ½ (d/0.2)². So a value that training never had is no
/// less anomalous than those it had.
/// </summary>
internal sealed class Binary : Bernoulli
{
    /// <summary>½ / 0.2², of a squared distance: the deviation of a column of which one in twenty-four is 1.</summary>
    public const float DistanceWeight = 12.5f;

    public override VaeLikelihood Kind => VaeLikelihood.Binary;

    public override char Letter => 'Y';

    public override string? Refusal(float value) =>
        value is 0 or 1 ? null : "0 or 1 for the Binary likelihood, or NaN for a missing value";

    public override bool Suits(in ColumnSummary column) => column.IsBinary;

    public override IRowTerm CreateRowTerm<TS, TV>(RowTermShape shape) =>
        new RowTerm<TS, TV, BinaryRowFormula<TS, TV>>(shape, default);

    public override GraphValue NegativeLog(GraphValue x, GraphValue output, GraphParameters parameters)
    {
        var graph = x.Graph;
        var nearest = (x > 0.5f).Choose(graph.Number(1), graph.Number(0));
        var distance = x - nearest;
        var size = output.Abs();
        var known = output.AtLeast(0) - nearest * output;
        var crossEntropy = (distance.Abs() > 0).Choose(size, known) + (1 + (-size).Exp()).Log();
        return crossEntropy + DistanceWeight * distance * distance;
    }
}
