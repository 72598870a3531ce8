using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// Student's t, for heavy tails: −log t(x; y, s, ν) = (ν + 1)/2 log(1 + r²/ν) + log s + ½ log πν + log Γ(ν/2) − log Γ((ν + 1)/2) with r =
/// (x − y)/s. The location y from the decoder, a scale s and ν degrees of freedom a feature; ν is learned or fixed.
/// </summary>
internal sealed class StudentT : SlotLikelihood
{
    private const double InitialDegrees = 5;

    /// <summary>log s in standardized units. A few far values make the deviation large, so s may be far below it.</summary>
    public static ParameterSpec LogScale { get; } = new("student_t_log_scale", Min: -7, Max: 2);

    /// <summary>log ν: ν from 1, a Cauchy distribution, to 200, hardly to be told from a normal one.</summary>
    public static ParameterSpec LogDegrees { get; } =
        new("student_t_log_degrees_of_freedom", Min: 0, Max: 5.2983174f, Initial: (float)Math.Log(InitialDegrees));

    public override VaeLikelihood Kind => VaeLikelihood.StudentT;

    public override char Letter => 'T';

    public override IReadOnlyList<ParameterSpec> Parameters(VaeOptions options) => options.DegreesOfFreedom is { } degrees
        ? [LogScale, LogDegrees with { Initial = (float)Math.Log(degrees), IsLearned = false }]
        : [LogScale, LogDegrees];

    /// <summary>½ log πν + log Γ(ν/2) − log Γ((ν + 1)/2), and its derivative by ν.</summary>
    public static (double Value, double Slope) Normalizer(double degrees) => (
        0.5 * Math.Log(Math.PI * degrees) + SpecialFunctions.LogGamma(degrees / 2) - SpecialFunctions.LogGamma((degrees + 1) / 2),
        0.5 / degrees + 0.5 * SpecialFunctions.Digamma(degrees / 2) - 0.5 * SpecialFunctions.Digamma((degrees + 1) / 2));

    public override bool LearnsScale => true;

    /// <summary>Never by itself.</summary>
    public override bool Suits(in ColumnSummary column) => false;

    /// <summary>As for the Gaussian.</summary>
    public override (float Location, float Scale) Learn(in ColumnSummary column) =>
        Likelihoods.Get(VaeLikelihood.Gaussian).Learn(column);

    public override ITrainingTerm CreateTrainingTerm<TS, TV>(TrainingTermShape shape) => new StudentTTrainingTerm<TS, TV>(shape);

    public override IRowTerm CreateRowTerm<TS, TV>(RowTermShape shape) => new StudentTRowTerm<TS, TV>(shape);

    /// <summary>The location; for ν = 1, where there is no mean, the median.</summary>
    public override float Mean(float output) => output;

    // t = √(ν (u^(−2/ν) − 1)) cos 2πv of two uniform numbers. Bailey 1994, Mathematics of Computation 62, 779.
    public override float Draw(float output, ReadOnlySpan<float> parameters, NoiseSource noise, long row, int feature)
    {
        double degrees = Math.Exp(parameters[1]);
        double u = 1.0 - noise.Uniform(NoisePurpose.Likelihood, row, (uint)feature); // in (0, 1]
        double v = noise.Uniform(NoisePurpose.Likelihood, row, 0x8000_0000u | (uint)feature); // no feature has this column
        double t = Math.Sqrt(degrees * (Math.Pow(u, -2 / degrees) - 1)) * Math.Cos(2 * Math.PI * v);
        return (float)(output + Math.Exp(parameters[0]) * t);
    }

    public override GraphValue NegativeLog(GraphValue x, GraphValue output, GraphParameters parameters)
    {
        var logScale = parameters[LogScale];
        var degrees = parameters[LogDegrees].Exp();
        var normalizer = parameters.Constant("student_t_normalizer", LogDegrees, log => (float)Normalizer(Math.Exp(log)).Value);
        var residual = (x - output) * (-logScale).Exp();
        return 0.5f * (degrees + 1) * (1 + (residual * residual).AtMost(float.MaxValue) / degrees).Log() + (logScale + normalizer);
    }

    public override GraphValue Mean(GraphValue output, Func<GraphValue, GraphValue> toInputUnits) => toInputUnits(output);
}
