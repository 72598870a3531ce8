using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// −log N(x; y, σ²) = ½ ((x − y)/σ)² + log σ + ½ log 2π: the mean y from the decoder, one σ a feature, learned or fixed.
/// </summary>
internal sealed class Gaussian : SlotLikelihood
{
    /// <summary>½ log 2π.</summary>
    public const float LogNormalizer = 0.918938533f;

    /// <summary>log σ in standardized units.</summary>
    public static ParameterSpec LogSigma { get; } = new("log_sigma", Min: -3, Max: 2);

    /// <summary>The largest scale: one over a smaller deviation is no number of float32.</summary>
    public const double MaxScale = 1e38;

    public override VaeLikelihood Kind => VaeLikelihood.Gaussian;

    public override char Letter => 'G';

    public override IReadOnlyList<ParameterSpec> Parameters(VaeOptions options) => options.FixedVariance is { } variance
        ? [LogSigma with { Initial = (float)(0.5 * Math.Log(variance)), IsLearned = false }]
        : [LogSigma];

    public override bool LearnsScale => true;

    public override bool Suits(in ColumnSummary column) => true;

    /// <summary>Mean and deviation. A constant feature, or one that is never observed, keeps deviation 1.</summary>
    public override (float Location, float Scale) Learn(in ColumnSummary column) =>
        ((float)column.Mean, column.Deviation is > 0 and var deviation ? (float)Math.Min(1 / deviation, MaxScale) : 1);

    public override ITrainingTerm CreateTrainingTerm<TS, TV>(TrainingTermShape shape) => new GaussianTrainingTerm<TS, TV>(shape);

    public override IRowTerm CreateRowTerm<TS, TV>(RowTermShape shape) => new GaussianRowTerm<TS, TV>(shape);

    public override float Mean(float output) => output;

    public override float Draw(float output, ReadOnlySpan<float> parameters, NoiseSource noise, long row, int feature) =>
        output + MathF.Exp(parameters[0]) * noise.Normal(NoisePurpose.Likelihood, row, (uint)feature);

    public override GraphValue NegativeLog(GraphValue x, GraphValue output, GraphParameters parameters)
    {
        var logSigma = parameters[LogSigma];
        var residual = (x - output) * (-logSigma).Exp();
        return 0.5f * residual * residual + (logSigma + LogNormalizer);
    }

    public override GraphValue Mean(GraphValue output, Func<GraphValue, GraphValue> toInputUnits) => toInputUnits(output);
}
