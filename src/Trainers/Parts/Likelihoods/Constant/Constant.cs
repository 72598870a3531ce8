using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// A feature c that never changed in training: 0 nats where it still is c, and where it is not, more than the rest of a row can make up for,
/// ten nats for each feature of the row and a hundred, plus the logarithm of the change. Its unit is a millionth of |c|, so that the
/// rounding of another program is no change. Nothing is learned of it, and the encoder does not see it.
/// </summary>
internal sealed class Constant : SlotLikelihood
{
    // Of a constant 0 any change is one. Its inverse, and that of a millionth of the largest float32, are finite.
    private const double LargestScale = 1e38;

    public override VaeLikelihood Kind => VaeLikelihood.Constant;

    public override char Letter => 'C';

    public override bool InformsEncoder => false;

    /// <summary>Only in the place of a likelihood that needs values which differ.</summary>
    public override bool Suits(in ColumnSummary column) => false;

    /// <summary>The constant, and one over a millionth of its size.</summary>
    public override (float Location, float Scale) Learn(in ColumnSummary column) =>
        ((float)column.Mean, (float)Math.Min(1e6 / Math.Abs(column.Mean), LargestScale));

    /// <summary>What a change costs, in nats, but for its size.</summary>
    public static float Cost(int featureCount) => 100 + 10f * featureCount;

    public override ITrainingTerm CreateTrainingTerm<TS, TV>(TrainingTermShape shape) => new ConstantTrainingTerm();

    public override IRowTerm CreateRowTerm<TS, TV>(RowTermShape shape) =>
        new RowTerm<TS, TV, ConstantRowFormula<TS, TV>>(shape, new(Cost(shape.FeatureCount)));

    public override float Mean(float output) => 0;

    public override float Draw(float output, ReadOnlySpan<float> parameters, NoiseSource noise, long row, int feature) => 0;

    public override GraphValue NegativeLog(GraphValue x, GraphValue output, GraphParameters parameters)
    {
        var size = x.Abs();
        return (size < 1).Choose(x.Graph.Number(0), size.AtLeast(1).Log() + Cost(parameters.FeatureCount));
    }

    // Of the shape of the output, and of nothing else of it.
    public override GraphValue Mean(GraphValue output, Func<GraphValue, GraphValue> toInputUnits) =>
        toInputUnits(0f * output.Clamp(-1, 1));
}
