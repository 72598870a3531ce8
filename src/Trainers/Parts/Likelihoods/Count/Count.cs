using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// For numbers of things: the negative binomial distribution of mean m and variance m + m²/r, of which the Poisson distribution is the limit for
/// large r. −log p(k) = log Γ(r) + log Γ(k + 1) − log Γ(k + r) + k log(1 + r/m) + r log(1 + m/r). The logarithm of the mean from the decoder,
/// in units of the column's deviation; one learned size r a feature. In scoring, a value that is no whole number from 0 on counts as the
/// nearest that is, plus <see cref="Binary.DistanceWeight"/> times its squared distance from it.
/// </summary>
internal sealed class Count : SlotLikelihood
{
    // Above it a draw is of the gamma distribution with the same moments, which then is as good.
    private const double LargeMean = 10_000;

    // From so many deviations below the mean on probabilities are added up; what lies below has next to none.
    private const double FarBelow = 12;

    private const float LogTwo = 0.693147181f;

    // The shift at which Stirling's series of two terms is exact in float32.
    private const int Shift = 8;

    /// <summary>log r: r from 0.1 to 22,000, where up to a mean of a thousand hardly anything tells the distribution from Poisson's.</summary>
    public static ParameterSpec LogSize { get; } = new("count_log_size", Min: -2.3f, Max: 10, Initial: 2.3f);

    /// <summary>The model's unit is this power of two of things, so that whole numbers stay whole in it.</summary>
    public static ParameterSpec UnitExponent { get; } = new("count_unit_exponent", Min: -100, Max: 100, IsLearned: false);

    public override VaeLikelihood Kind => VaeLikelihood.Count;

    public override char Letter => 'N';

    public override IReadOnlyList<ParameterSpec> Parameters(VaeOptions options) => [LogSize, UnitExponent];

    public override float Initial(ParameterSpec spec, float scale) => spec == UnitExponent ? -MathF.Round(MathF.Log2(scale)) : spec.Initial;

    public override string? Refusal(float value) =>
        value >= 0 && value == MathF.Round(value) ? null : "a whole number from 0 on for the Count likelihood, or NaN for a missing value";

    /// <summary>Never by itself.</summary>
    public override bool Suits(in ColumnSummary column) => false;

    /// <summary>The unit is the column's deviation, up to a power of two.</summary>
    public override (float Location, float Scale) Learn(in ColumnSummary column) =>
        (0, column.Deviation is > 1e-30 and < 1e30 and var deviation ? (float)Math.Pow(2, -Math.Round(Math.Log2(deviation))) : 1);

    /// <summary>The model's unit in things.</summary>
    public static float Unit(float exponent) => MathF.ScaleB(1, (int)exponent);

    /// <summary>log Γ(r) + log Γ(k + 1) − log Γ(k + r), of whole k; in double, for it is a small difference of large numbers.</summary>
    public static double Combinations(double k, double size) =>
        SpecialFunctions.LogGamma(size) + SpecialFunctions.LogGamma(k + 1) - SpecialFunctions.LogGamma(k + size);

    /// <summary>The nearest whole number from 0 on.</summary>
    public static float Nearest(float things) => MathF.Max(MathF.Round(things), 0);

    public override ITrainingTerm CreateTrainingTerm<TS, TV>(TrainingTermShape shape) => new CountTrainingTerm<TS, TV>(shape);

    public override IRowTerm CreateRowTerm<TS, TV>(RowTermShape shape) => new CountRowTerm<TS, TV>(shape);

    public override float Mean(float output) => MathF.Exp(output);

    // By adding up probabilities until a uniform number is reached; for large means by Wilson and Hilferty 1931.
    public override float Draw(float output, ReadOnlySpan<float> parameters, NoiseSource noise, long row, int feature)
    {
        double size = Math.Exp(parameters[0]), unit = Unit(parameters[1]), mean = Math.Exp(output) * unit;
        if (mean > LargeMean)
        {
            double shape = 1 / (1 / mean + 1 / size); // mean² over variance
            double cube = 1 - 1 / (9 * shape) + noise.Normal(NoisePurpose.Likelihood, row, (uint)feature) / (3 * Math.Sqrt(shape));
            return (float)(Math.Round(mean * Math.Pow(Math.Max(cube, 0), 3)) / unit);
        }

        double left = noise.Uniform(NoisePurpose.Likelihood, row, (uint)feature);
        double k = Math.Max(0, Math.Floor(mean - FarBelow * Math.Sqrt(mean + mean * mean / size)));
        double share = Math.Exp(-(Combinations(k, size) + k * Math.Log(1 + size / mean) + size * Math.Log(1 + mean / size)));
        while (left >= share && share > 0)
        {
            left -= share;
            share *= (k + size) / (k + 1) * mean / (size + mean);
            k++;
        }

        return (float)(k / unit);
    }

    public override GraphValue NegativeLog(GraphValue x, GraphValue output, GraphParameters parameters)
    {
        GraphValue logUnit = LogTwo * parameters[UnitExponent], logSize = parameters[LogSize], size = logSize.Exp();
        var things = x * logUnit.Exp();
        var k = things.Round().AtLeast(0);
        var distance = things - k;
        var t = output + logUnit - logSize; // log m/r
        var rest = (-t.Abs()).Exp().LogOfOnePlus();
        var value = Combinations(k, size) + k * ((-t).AtLeast(0) + rest) + size * (t.AtLeast(0) + rest);
        return value + (Binary.DistanceWeight * distance * distance).AtMost(float.MaxValue);
    }

    public override GraphValue Mean(GraphValue output, Func<GraphValue, GraphValue> toInputUnits) => toInputUnits(output.Exp());

    // No operator has log Γ. By Stirling's series at a = k + r + 8, b = r + 8 and c = k + 9, gathered so that float32 has no difference of large
    // numbers: (c − ½) log c − (a − ½) log a + (b − ½) log b is (c − ½) log(c/a) + (1 − r) log(a/b) + 8½ log b, and c − a is 1 − r.
    private static GraphValue Combinations(GraphValue k, GraphValue size)
    {
        GraphValue b = size + Shift, a = k + b, c = k + (1 + Shift), less = 1 - size;
        var quotient = (less.AtLeast(0) / a).LogOfOnePlus() - ((-less).AtLeast(0) / c).LogOfOnePlus(); // log(c/a)
        var sum = (c - 0.5f) * quotient + less * (k / b).LogOfOnePlus() + (Shift + 0.5f) * b.Log()
            + (Gaussian.LogNormalizer - (1 + Shift)) + (Series(c) - Series(a) + Series(b));
        for (int j = 0; j < Shift; j++)
            sum += (k / (size + j)).LogOfOnePlus() - (k + (1 + j)).Log();
        return sum;

        static GraphValue Series(GraphValue z) => 1 / 12f / z;
    }
}
