using CsCheck;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Likelihoods;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Parts.Likelihoods;

/// <summary>
/// What a kind of likelihood by slots has to keep: each of its faces says what the written formula says. A kind gives the formula
/// and some values, and inherits the tests. The formulas themselves are held to likelihoods.csv, which likelihoods.py made with 50 digits.
/// </summary>
public abstract class SlotLikelihoodContract : LikelihoodContract
{
    private const int Features = 5, Width = 16, Samples = 3;

    internal abstract override SlotLikelihood Kind { get; }

    private protected static new SlotLikelihood Get(VaeLikelihood kind) => (SlotLikelihood)LikelihoodContract.Get(kind);

    /// <summary>−log p(x; output, parameters) in nats.</summary>
    protected abstract double NegativeLog(double x, double output, double[] parameters);

    /// <summary>Values of x in the model's units to try.</summary>
    protected abstract float[] Values { get; }

    /// <summary>Those of <see cref="Values"/> that can be learned from; by default all, and those between them.</summary>
    protected virtual float[]? LearnableValues => null;

    /// <summary>Values of the parameters to try, [features][parameters].</summary>
    protected abstract double[][] Parameters { get; }

    /// <summary>Mean and variance of p(x; output, parameters); null where there is none.</summary>
    protected abstract (double Mean, double Variance)? Moments(double output, double[] parameters);

    /// <summary>Those of a value that is 1 with a probability, and else 0.</summary>
    protected static (double Mean, double Variance) OfOneDraw(double probability) => (probability, probability * (1 - probability));

    [Fact]
    public void Formula_EveryRowOfTheTable_IsTheTrueValue()
    {
        double[][] rows = TrueValues.Read("Parts/Likelihoods/likelihoods.csv", Kind.Kind.ToString());
        Assert.True(rows.Length >= 20);
        foreach (double[] row in rows)
            Close.To(row[^1], NegativeLog(row[0], row[1], row[2..^1]), 1e-12, string.Join(", ", row));
    }

    [Fact]
    public void TrainingTerm_EveryWidth_SumAndGradientsOfTheFormula()
    {
        AnyBlock.Holds(
            block =>
            {
                CheckTraining<Simd128, V128>(block);
                CheckTraining<Simd256, V256>(block);
                CheckTraining<Simd512, V512>(block);
            },
            count: 20);
    }

    [Fact]
    public void RowTerm_EveryWidth_MeanOfTheFormulaAndNothingElse()
    {
        Gen.Select(AnyValue, Gen.Float[-2, 2].Array[Samples * Width]).Holds(row =>
        {
            CheckRows<Simd128, V128>(row.Item1, row.Item2);
            CheckRows<Simd256, V256>(row.Item1, row.Item2);
            CheckRows<Simd512, V512>(row.Item1, row.Item2);
        });
    }

    // Four standard errors of a mean of so many draws; of a variance the error is larger with heavy tails.
    [Fact]
    public void Draw_ManyRows_HasTheMeanAndTheVariance()
    {
        const int draws = 200_000;
        var noise = new NoiseSource(3);
        for (int d = 0; d < Features; d++)
        {
            if (Moments(0.4, Parameters[d]) is not { } expected)
                continue;
            float[] parameters = [.. Parameters[d].Select(value => (float)value)];
            double[] drawn = [.. Enumerable.Range(0, draws).Select(row => (double)Kind.Draw(0.4f, parameters, noise, row, d))];
            double mean = drawn.Average(), variance = drawn.Sum(x => (x - mean) * (x - mean)) / draws;
            Assert.Equal(expected.Mean, mean, 4 * Math.Sqrt(expected.Variance / draws));
            Assert.InRange(variance / expected.Variance, 0.95, 1.05);
        }
    }

    [Fact]
    public void Mean_OfADraw_IsWhatMeanSays()
    {
        if (Moments(-0.7, Parameters[0]) is { } expected)
            Close.To(expected.Mean, Kind.Mean(-0.7f), Rounding);
    }

    [Fact]
    public void Model_SavedAndLoaded_ScoresToTheBit_AndOnnxRuntimeAgrees()
    {
        float[] rows = [.. Enumerable.Range(0, 40 * Features).Select(i => i % 11 == 5 ? float.NaN : Values[i % Values.Length])];
        Assert.All(CheckSaved(Weights(), rows).Likelihoods, kind => Assert.Equal(Kind.Kind, kind));
    }

    private FittedWeights Weights()
    {
        var numbers = new Numbers(8);
        var architecture = new NetworkArchitecture(Features, 2, [4], VaeActivation.Silu);
        var map = new FeatureMap([.. Enumerable.Repeat(Kind.Kind, Features)], new float[Features], [.. Enumerable.Repeat(1f, Features)]);
        var layout = new ParameterLayout(architecture, map.Groups, new VaeOptions());
        float[] parameters = numbers.Uniforms(layout.Length, -0.6, 0.6);
        for (int p = 0; p < layout.Parts.Count; p++)
        {
            for (int d = 0; d < Features; d++)
                parameters[layout.Parts[p].Tensor.Offset + d] = (float)Parameters[d][p];
        }

        return RandomModel.Fitted(architecture, map, parameters, numbers.Normals(8), VaeScoreBound.Elbo);
    }

    private Gen<float> AnyValue => Gen.OneOf(Gen.OneOf(Values), Gen.Float[Values.Min(), Values.Max()]);

    private Gen<(float[] Targets, float[] Outputs)> AnyBlock => Gen.Select(
        Gen.Frequency((8, LearnableValues is { } values ? Gen.OneOf(values) : AnyValue), (1, Gen.Const(float.NaN))).Array[Rows], Gen.Float[-2, 2].Array[Rows]);

    private void CheckTraining<TS, TV>((float[] Targets, float[] Outputs) block)
        where TS : ISimd<TV>
        where TV : struct
    {
        const float weight = 0.25f;
        var specs = Kind.Parameters(new VaeOptions());
        PlacedParameter[] places = [.. specs.Select((spec, p) => new PlacedParameter(spec, p * Features))];
        var term = Kind.CreateTrainingTerm<TS, TV>(new TrainingTermShape(Features, 1, places));
        float[] parameters = [.. specs.SelectMany((_, p) => Parameters.Select(values => (float)values[p]))];
        float[] gradient = new float[parameters.Length];
        term.Prepare(parameters);
        for (int d = 0; d < Features; d++)
        {
            var (targets, outputs) = block;
            float[] byOutput = [.. outputs];
            double found = term.Evaluate(new SlotBlock(d, 1), 0, byOutput, targets, weight);
            double Sum(double[] at) =>
                Enumerable.Range(0, Rows).Sum(i => float.IsNaN(targets[i]) ? 0 : NegativeLog(targets[i], outputs[i], at));

            double[] own = [.. Enumerable.Range(0, specs.Count).Select(p => (double)parameters[p * Features + d])];
            Close.To(Sum(own), found, Rounding, $"loss of feature {d}");
            for (int i = 0; i < Rows; i++)
            {
                double slope = float.IsNaN(targets[i]) ? 0
                    : (NegativeLog(targets[i], outputs[i] + Step, own) - NegativeLog(targets[i], outputs[i] - Step, own)) / (2 * Step);
                Close.To(weight * slope, byOutput[i], GradientRounding, $"gradient of feature {d} by output {i}");
            }

            term.ParameterGradients(parameters, gradient);
            for (int p = 0; p < specs.Count; p++)
            {
                double[] up = [.. own], down = [.. own];
                (up[p], down[p]) = (own[p] + Step, own[p] - Step);
                double slope = specs[p].IsLearned ? weight * (Sum(up) - Sum(down)) / (2 * Step) : 0;
                Close.To(slope, gradient[p * Features + d], GradientRounding, $"gradient of feature {d} by {specs[p].Name}");
            }
        }
    }

    private void CheckRows<TS, TV>(float value, float[] outputs)
        where TS : ISimd<TV>
        where TV : struct
    {
        var specs = Kind.Parameters(new VaeOptions());
        int[] own = [0, 2, 4]; // the others belong to another kind
        SlotBlock[] blocks = [.. own.Select(slot => new SlotBlock(slot, 1))];
        var term = Kind.CreateRowTerm<TS, TV>(new RowTermShape(
            new LikelihoodColumns(Kind, blocks, blocks), Features, Features, spec => [.. Parameters.Select(values => (float)values[specs.ToList().IndexOf(spec)])]));
        float[] row = [.. Enumerable.Repeat(value, Width)], scores = [.. Enumerable.Repeat(-7f, Width)];
        term.Evaluate(row, outputs, Samples, scores);
        for (int d = 0; d < Features; d++)
        {
            double[] parameters = [.. specs.Select((_, p) => (double)(float)Parameters[d][p])];
            double expected = own.Contains(d)
                ? Enumerable.Range(0, Samples).Average(s => NegativeLog(value, outputs[s * Width + d], parameters))
                : -7;
            Close.To(expected, scores[d], Rounding, $"score of feature {d} at {value}");
        }
    }
}

public sealed class GaussianContract : SlotLikelihoodContract
{
    internal override SlotLikelihood Kind => Get(VaeLikelihood.Gaussian);

    protected override float[] Values => [0, 0.5f, -1.3f, 2.9f, -8, 40];

    protected override double[][] Parameters => [[0], [-2.5], [1.5], [-0.3], [0.7]];

    protected override double NegativeLog(double x, double output, double[] p) =>
        0.5 * Math.Pow((x - output) * Math.Exp(-p[0]), 2) + p[0] + 0.5 * Math.Log(2 * Math.PI);

    protected override (double Mean, double Variance)? Moments(double output, double[] p) => (output, Math.Exp(2 * p[0]));
}

public sealed class BernoulliContract : SlotLikelihoodContract
{
    internal override SlotLikelihood Kind => Get(VaeLikelihood.Bernoulli);

    protected override float[] Values => [0, 1, 1, 0.25f, 0, 0.9f];

    protected override double[][] Parameters => [[], [], [], [], []];

    protected override double NegativeLog(double x, double output, double[] p) =>
        Math.Max(output, 0) - x * output + Math.Log(1 + Math.Exp(-Math.Abs(output)));

    protected override (double Mean, double Variance)? Moments(double output, double[] p) => OfOneDraw(1 / (1 + Math.Exp(-output)));
}

public sealed class StudentTContract : SlotLikelihoodContract
{
    internal override SlotLikelihood Kind => Get(VaeLikelihood.StudentT);

    protected override float[] Values => [0, 0.5f, -1.3f, 2.9f, -8, 40];

    protected override double[][] Parameters => [[0, 2.1], [-2.5, 0.2], [1.5, 4.5], [-0.3, 3], [0.7, 1.2]];

    protected override double NegativeLog(double x, double output, double[] p)
    {
        double r = (x - output) * Math.Exp(-p[0]), degrees = Math.Exp(p[1]);
        return (degrees + 1) / 2 * Math.Log(1 + r * r / degrees) + p[0] + StudentT.Normalizer(degrees).Value;
    }

    // The variance is finite above two degrees of freedom, and that of its estimate above four.
    protected override (double Mean, double Variance)? Moments(double output, double[] p) =>
        Math.Exp(p[1]) is > 5 and var degrees ? (output, Math.Exp(2 * p[0]) * degrees / (degrees - 2)) : null;
}

public sealed class LogNormalContract : SlotLikelihoodContract
{
    internal override SlotLikelihood Kind => Get(VaeLikelihood.LogNormal);

    protected override float[] Values => [0.1f, 1, 2.9f, 40, 0.003f, 0, -7];

    protected override float[] LearnableValues => [0.1f, 1, 2.9f, 40, 0.003f];

    protected override double[][] Parameters => [[-1], [-0.5], [0.3], [-1.5], [-0.2]];

    protected override double NegativeLog(double x, double output, double[] p)
    {
        double sigma = Math.Exp(p[0]), log = Math.Log(Math.Max(x, 1e-6)), r = (log - output + sigma * sigma / 2) / sigma;
        return log + p[0] + 0.5 * Math.Log(2 * Math.PI) + 0.5 * r * r + (x < 1e-6 ? 100 : 0);
    }

    // The fourth moment is out of the reach of so many draws where σ is large.
    protected override (double Mean, double Variance)? Moments(double output, double[] p) =>
        p[0] < 0 ? (Math.Exp(output), Math.Exp(2 * output) * (Math.Exp(Math.Exp(2 * p[0])) - 1)) : null;
}

public sealed class CountContract : SlotLikelihoodContract
{
    internal override SlotLikelihood Kind => Get(VaeLikelihood.Count);

    protected override float[] Values => [0, 1, 3, 7, 40, 0.3f, -3];

    protected override float[] LearnableValues => [0, 1, 3, 7, 40];

    // Units of one and of two things.
    protected override double[][] Parameters => [[1, 0], [-1, 0], [3, 1], [9, 1], [0.3, 0]];

    protected override double NegativeLog(double x, double output, double[] p)
    {
        double r = Math.Exp(p[0]), unit = Math.Pow(2, p[1]), t = output + Math.Log(unit) - p[0], things = x * unit, k = Math.Max(Math.Round(things), 0);
        // Γ(r) k!/Γ(k + r), factor by factor
        double combinations = Enumerable.Range(0, (int)k).Sum(i => Math.Log((i + 1) / (r + i)));
        return combinations + k * LogOfOnePlus(Math.Exp(-t)) + r * LogOfOnePlus(Math.Exp(t)) + 12.5 * (things - k) * (things - k);
    }

    protected override (double Mean, double Variance)? Moments(double output, double[] p)
    {
        double unit = Math.Pow(2, p[1]), mean = Math.Exp(output) * unit;
        return (mean / unit, (mean + mean * mean / Math.Exp(p[0])) / (unit * unit));
    }

    // What rounding takes from x in the sum it takes from the divisor, too; double.LogP1 has all of it.
    private static double LogOfOnePlus(double x) => 1 + x is var sum && sum > 1 ? Math.Log(sum) * x / (sum - 1) : x;
}

public sealed class BinaryContract : SlotLikelihoodContract
{
    internal override SlotLikelihood Kind => Get(VaeLikelihood.Binary);

    protected override float[] Values => [0, 1, 1, 0.5f, 2, -3, 0.999f];

    protected override float[] LearnableValues => [0, 1];

    protected override double[][] Parameters => [[], [], [], [], []];

    protected override double NegativeLog(double x, double output, double[] p)
    {
        double crossEntropy = Math.Log(1 + Math.Exp(-Math.Abs(output))) +
            (x == 0 ? Math.Max(output, 0) : x == 1 ? Math.Max(-output, 0) : Math.Abs(output));
        double distance = Math.Min(Math.Abs(x), Math.Abs(x - 1));
        return crossEntropy + 0.5 * Math.Pow(distance / 0.2, 2);
    }

    protected override (double Mean, double Variance)? Moments(double output, double[] p) => OfOneDraw(1 / (1 + Math.Exp(-output)));
}

public sealed class ConstantContract : SlotLikelihoodContract
{
    internal override SlotLikelihood Kind => Get(VaeLikelihood.Constant);

    protected override float[] Values => [0, 0.9f, -0.9f, 1, -7, 1e6f];

    protected override float[] LearnableValues => [0];

    protected override double[][] Parameters => [[], [], [], [], []];

    // Of five features.
    protected override double NegativeLog(double x, double output, double[] p) =>
        Math.Abs(x) < 1 ? 0 : 150 + Math.Log(Math.Abs(x));

    protected override (double Mean, double Variance)? Moments(double output, double[] p) => null;
}
