using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// The cross-entropy log(1 + eˡ) − x l of the logit l from the decoder, for x in [0, 1]. In scoring a value outside counts as the nearer of
/// both ends plus half its squared distance from it.
/// </summary>
internal class Bernoulli : SlotLikelihood
{
    public override VaeLikelihood Kind => VaeLikelihood.Bernoulli;

    public override char Letter => 'B';

    public override string? Refusal(float value) =>
        value is < 0 or > 1 ? "a number in [0, 1] for the Bernoulli likelihood, or NaN for a missing value" : null;

    /// <summary>Never by itself: <see cref="Binary"/> is stricter.</summary>
    public override bool Suits(in ColumnSummary column) => false;

    /// <summary>None: the model's unit is the input's.</summary>
    public override (float Location, float Scale) Learn(in ColumnSummary column) => (0, 1);

    public override ITrainingTerm CreateTrainingTerm<TS, TV>(TrainingTermShape shape) => new BernoulliTrainingTerm<TS, TV>();

    public override IRowTerm CreateRowTerm<TS, TV>(RowTermShape shape) =>
        new RowTerm<TS, TV, BernoulliRowFormula<TS, TV>>(shape, default);

    public override float Mean(float output) => 1 / (1 + MathF.Exp(-output));

    public override float Draw(float output, ReadOnlySpan<float> parameters, NoiseSource noise, long row, int feature) =>
        noise.Uniform(NoisePurpose.Likelihood, row, (uint)feature) < Mean(output) ? 1 : 0;

    // log(1 + eˡ) − x l without overflow
    public override GraphValue NegativeLog(GraphValue x, GraphValue output, GraphParameters parameters)
    {
        var inside = x.Clamp(0, 1);
        var outside = x - inside;
        var crossEntropy = output.AtLeast(0) - inside * output + (1 + (-output.Abs()).Exp()).Log();
        return crossEntropy + 0.5f * outside * outside;
    }

    // Not Sigmoid: that of ONNX Runtime stops short of its limits.
    public override GraphValue Mean(GraphValue output, Func<GraphValue, GraphValue> toInputUnits) => 1 / (1 + (-output).Exp());
}
