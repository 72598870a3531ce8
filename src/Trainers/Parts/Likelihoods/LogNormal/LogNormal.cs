using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// For amounts above 0 with a long tail: log x ~ N(y − σ²/2, σ²), so that the mean of x is eʸ; −log p = log x + log σ + ½ log 2π + ½ r² with
/// r = (log x − y + σ²/2)/σ. The logarithm of the mean from the decoder, one learned σ a feature. In scoring, a value below a millionth of the scale
/// counts as that one and <see cref="OutsideCost"/> nats more.
/// </summary>
internal sealed class LogNormal : SlotLikelihood
{
    /// <summary>The least value that has a logarithm of its own, in the model's units.</summary>
    public const float Floor = 1e-6f;

    /// <summary>In nats: as for a constant that changes.</summary>
    public const float OutsideCost = 100;

    /// <summary>log σ of log x.</summary>
    public static ParameterSpec LogSigma { get; } = new("log_normal_log_sigma", Min: -5, Max: 1.5f);

    public override VaeLikelihood Kind => VaeLikelihood.LogNormal;

    public override char Letter => 'L';

    public override IReadOnlyList<ParameterSpec> Parameters(VaeOptions options) => [LogSigma];

    public override string? Refusal(float value) =>
        value > 0 ? null : "a number above 0 for the LogNormal likelihood, or NaN for a missing value";

    /// <summary>Never by itself.</summary>
    public override bool Suits(in ColumnSummary column) => false;

    /// <summary>The unit is the median of the log-normal distribution that has the column's mean and deviation.</summary>
    public override (float Location, float Scale) Learn(in ColumnSummary column)
    {
        double spread = column.Deviation / column.Mean, scale = Math.Sqrt(1 + spread * spread) / column.Mean;
        return (0, scale is > 0 and < 1e30 ? (float)scale : 1);
    }

    public override ITrainingTerm CreateTrainingTerm<TS, TV>(TrainingTermShape shape) => new LogNormalTrainingTerm<TS, TV>(shape);

    public override IRowTerm CreateRowTerm<TS, TV>(RowTermShape shape) => new LogNormalRowTerm<TS, TV>(shape);

    public override float Mean(float output) => MathF.Exp(output);

    public override float Draw(float output, ReadOnlySpan<float> parameters, NoiseSource noise, long row, int feature)
    {
        float sigma = MathF.Exp(parameters[0]);
        return MathF.Exp(output - 0.5f * sigma * sigma + sigma * noise.Normal(NoisePurpose.Likelihood, row, (uint)feature));
    }

    public override GraphValue NegativeLog(GraphValue x, GraphValue output, GraphParameters parameters)
    {
        var graph = x.Graph;
        var logSigma = parameters[LogSigma];
        var sigma = logSigma.Exp();
        var log = x.AtLeast(Floor).Log();
        var residual = (log - output + 0.5f * sigma * sigma) / sigma;
        var outside = (x < Floor).Choose(graph.Number(OutsideCost), graph.Number(0));
        return 0.5f * residual * residual + (logSigma + Gaussian.LogNormalizer) + log + outside;
    }

    public override GraphValue Mean(GraphValue output, Func<GraphValue, GraphValue> toInputUnits) => toInputUnits(output.Exp());
}
