using System.Runtime.InteropServices;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Activations;
using MLNet.Vae.Parts.Layers;
using MLNet.Vae.Tests.Onnx;
using MLNet.Vae.Tests.Support;
using Registry = MLNet.Vae.Parts.Activations.Activations;

namespace MLNet.Vae.Tests.Parts.Activations;

/// <summary>
/// What every kind of activation has to keep, whatever it is: each of its faces says what the written formula says, on every width of
/// vector. A kind says what it is and what it becomes far out, and inherits the tests. The formulas are held to activations.csv, which
/// activations.py made with 50 digits.
/// </summary>
public abstract class ActivationContract
{
    // Of the formula in double against the table, and of central differences in double with h = 1e-5: h² f‴, and 1e-16/h · x.
    private const double FormulaRounding = 1e-14, Step = 1e-5, DifferenceError = 1e-9;

    // Relative to max(1, |f|): tanh is 1 − 2/(1 + e²ˣ), off by up to 1.8e-7, and GELU takes x/2 times that where tanh is near −1: 3.1e-7
    // was seen.
    private const double ValueRounding = 5e-7;

    // The derivative of GELU multiplies tanh's error by up to x · 0.8 (1 + 0.13 x²), 18 at x = −5: 2e-6 was seen.
    private const double DerivativeRounding = 4e-6;

    // ONNX Runtime rounds its exponential and its tanh in other places, and GELU multiplies that by x, too.
    private const double GraphRounding = 2e-6;

    // The exponential stops at e⁸⁸, so no sigmoid is less, and SiLU of −10¹⁵ is −6e-24.
    private const double SmallestSigmoid = 6.1e-39;

    internal abstract Activation Kind { get; }

    /// <summary>What files have called it from the first version on.</summary>
    protected abstract string Name { get; }

    protected abstract double DerivativeAtZero { get; }

    /// <summary>Value and derivative of an x far from 0.</summary>
    protected abstract (double Value, double Derivative) FarOut(double x);

    /// <summary>Beyond it the derivative may be NaN, which the loss shows.</summary>
    protected virtual double LargestWithDerivative => double.MaxValue;

    [Fact]
    public void Formula_EveryRowOfTheTable_IsTheTrueValue()
    {
        double[][] rows = Table();
        Assert.True(rows.Length >= 20);
        foreach (double[] row in rows)
            Close.To(row[1], Value(row[0]), FormulaRounding, $"f({row[0]})");
    }

    [Fact]
    public void Kernel_EveryRowOfTheTable_TrueValueAndDerivative()
    {
        double[][] rows = Table();
        var (y, derivative) = Evaluate(Padded([.. rows.Select(row => (float)row[0])]));
        for (int i = 0; i < rows.Length; i++)
        {
            Close.To(rows[i][1], y[i], ValueRounding, $"f({rows[i][0]})");
            Close.To(rows[i][2], derivative[i], DerivativeRounding, $"f′({rows[i][0]})");
        }
    }

    [Fact]
    public void Kernel_FromMinusThirtyToThirty_FormulaAndItsCentralDifferences()
    {
        float[] x = Line();
        var (y, derivative) = Evaluate(x);
        for (int i = 0; i < x.Length; i++)
        {
            double slope = (Value(x[i] + Step) - Value(x[i] - Step)) / (2 * Step);
            Close.To(Value(x[i]), y[i], ValueRounding, $"f({x[i]})");
            Close.To(slope, derivative[i], DerivativeRounding + DifferenceError * 30, $"f′({x[i]})");
        }
    }

    [Fact]
    public void Kernel_EveryLength_AsFarAsItGoes()
    {
        float[] x = new Numbers(1).Uniforms(272, -6, 6);
        var (y, derivative) = Evaluate(x);
        foreach (int length in Sweep.PaddedLengths)
        {
            var (start, startDerivative) = Evaluate(x[..length]);
            Close.ToTheBit(y.AsSpan(0, length), start);
            Close.ToTheBit(derivative.AsSpan(0, length), startDerivative);
        }
    }

    [Fact]
    public void Kernel_ZeroOfEitherSign_ZeroAndTheDerivativeThere()
    {
        var (y, derivative) = Evaluate(Padded([0f, -0f]));
        Assert.All(y, value => Assert.Equal(0f, value)); // to which −0 is equal
        Assert.All(derivative, slope => Close.To(DerivativeAtZero, slope, ValueRounding));
    }

    // A value clamped to 10⁶ in standardized units, times weights, reaches the activations in scoring.
    [Fact]
    public void Kernel_FarOut_FlatOrStraight()
    {
        float[] x = Padded(FarOutValues);
        var (y, derivative) = Evaluate(x);
        for (int i = 0; i < FarOutValues.Length; i++)
        {
            var (value, slope) = FarOut(x[i]);
            Assert.Equal(value, y[i], SmallestSigmoid * Math.Abs(x[i]));
            if (Math.Abs(x[i]) <= LargestWithDerivative || !float.IsNaN(derivative[i]))
                Assert.Equal(slope, derivative[i], SmallestSigmoid * Math.Abs(x[i]));
        }
    }

    // Infinite is what overflows between the layers: it must not come out as a number that looks like any other.
    [Fact]
    public void Kernel_Infinite_TheLimitOrNoNumber()
    {
        float[] x = Padded([float.PositiveInfinity, float.NegativeInfinity]);
        var (y, _) = Evaluate(x);
        for (int i = 0; i < 2; i++)
            Assert.True(!float.IsFinite(y[i]) || y[i] == FarOut(x[i]).Value, $"f({x[i]}) is {y[i]}");
    }

    [Fact]
    public void Kernel_NaN_StaysNaN()
    {
        float[] x = new float[48];
        x[5] = x[40] = float.NaN;
        var (y, _) = Evaluate(x);
        for (int i = 0; i < x.Length; i++)
            Assert.Equal(float.IsNaN(x[i]), float.IsNaN(y[i]));
    }

    // A layer that fits the first-level cache and one that does not; each of their ways takes the function in on its own.
    [Theory]
    [InlineData(16)]
    [InlineData(96)]
    public void RowLayer_OneToOne_IsTheKernelToTheBit(int width)
    {
        CheckRowLayer<Simd128, V128>(width);
        CheckRowLayer<Simd256, V256>(width);
        CheckRowLayer<Simd512, V512>(width);
    }

    [Fact]
    public void Graph_InOnnxRuntime_IsTheFormula()
    {
        float[] x = [.. Table().Select(row => (float)row[0]), .. Line()];
        Close.To([.. x.Select(value => Value(value))], Graph(x), GraphRounding, "y");
    }

    [Fact]
    public void Graph_InOnnxRuntime_FarOutFlatOrStraight()
    {
        float[] x = [.. FarOutValues, 0, -0f, float.PositiveInfinity, float.NegativeInfinity, float.NaN], y = Graph(x);
        for (int i = 0; i < FarOutValues.Length; i++)
            Assert.Equal(FarOut(x[i]).Value, y[i]);
        Assert.Equal([0, 0], y[^5..^3]);
        for (int i = x.Length - 3; i < x.Length - 1; i++)
            Assert.True(!float.IsFinite(y[i]) || y[i] == FarOut(x[i]).Value, $"f({x[i]}) is {y[i]}");
        Assert.True(float.IsNaN(y[^1]));
    }

    [Fact]
    public void Name_LeadsBackToTheKind()
    {
        Assert.Equal(Name, Kind.Name);
        Assert.Same(Kind, Registry.FindByName(Name));
        Assert.Same(Kind, Registry.Get(Kind.Kind));
    }

    [Fact]
    public void Model_SavedAndLoaded_HasItAndScoresToTheBit()
    {
        const int features = 4;
        var architecture = new NetworkArchitecture(features, 2, [8, 6], Kind.Kind);
        var map = new FeatureMap([.. Enumerable.Repeat(VaeLikelihood.Gaussian, features)], new float[features], [1, 1, 1, 1]);
        var numbers = new Numbers(9);
        float[] parameters = numbers.Uniforms(ParameterLayout.Of(architecture).Length, -0.6, 0.6);
        var model = RandomModel.Fitted(architecture, map, parameters, numbers.Normals(8), VaeScoreBound.Elbo).Uncalibrated();
        var loaded = VaeModel.Load(new MemoryStream(model.Saved()));
        Assert.Equal(Kind.Kind, loaded.Fitted.Weights.Architecture.Activation);
        float[] rows = numbers.Uniforms(20 * features, -3, 3);
        Close.ToTheBit(model.Scores(rows), loaded.Scores(rows));
    }

    private static float[] FarOutValues { get; } = [100, 1e6f, 1e15f, 1e30f, -100, -1e6f, -1e15f, -1e30f];

    private double Value(double x) => Formulas.Activation(Kind.Kind, x);

    private double[][] Table() => TrueValues.Read("Parts/Activations/activations.csv", Kind.Kind.ToString());

    private float[] Graph(float[] x) => PartSession.Run(x, 1, 1, Kind.Evaluate);

    // The kink of ReLU at 0 is left out.
    private static float[] Line()
    {
        const int count = 16 * 1001;
        return [.. Enumerable.Range(0, count).Select(i => (float)(-30 + 60.0 * i / (count - 1) + 1e-4))];
    }

    private static float[] Padded(float[] x) => [.. x, .. new float[(16 - x.Length % 16) % 16]];

    // The same bits on every width, with and without the derivative, and nothing beyond the end.
    private (float[] Value, float[] Derivative) Evaluate(float[] x)
    {
        var (y, derivative) = Evaluate<Simd128, V128>(x);
        foreach (var (other, otherDerivative) in new[] { Evaluate<Simd256, V256>(x), Evaluate<Simd512, V512>(x) })
        {
            Close.ToTheBit(y, other);
            Close.ToTheBit(derivative, otherDerivative);
        }

        return (y, derivative);
    }

    private (float[] Value, float[] Derivative) Evaluate<TS, TV>(float[] x)
        where TS : ISimd<TV>
        where TV : struct
    {
        const float beyond = 77;
        float[] y = [.. x, beyond], derivative = new float[y.Length], alone = [.. y];
        derivative[^1] = beyond;
        Kind.CreateKernel<TS, TV>().Evaluate(y.AsSpan(0, x.Length), derivative.AsSpan(0, x.Length));
        Kind.Specialize<EvaluateAlone<TS, TV>, bool>(new EvaluateAlone<TS, TV>(alone.AsSpan(0, x.Length)));
        Close.ToTheBit(y, alone);
        Assert.Equal(beyond, y[^1]);
        Assert.Equal(beyond, derivative[^1]);
        return (y[..x.Length], derivative[..x.Length]);
    }

    // The layer's weight is the unit matrix, so its sums are its inputs.
    private void CheckRowLayer<TS, TV>(int width)
        where TS : ISimd<TV>
        where TV : struct
    {
        const int rows = 3;
        float[] weight = new float[width * width], bias = new float[width];
        for (int i = 0; i < width; i++)
            weight[i * width + i] = 1;
        var layer = new LinearShape(width, width, true).CreateRowLayer<TS, TV>(weight, bias, Kind);
        float[] x = new Numbers(2).Uniforms(rows * width, -6, 6), y = new float[rows * width];
        layer.Forward(
            ref MemoryMarshal.GetArrayDataReference(x), width, rows, ref MemoryMarshal.GetArrayDataReference(y), ref MemoryMarshal.GetReference<float>([]));
        Close.ToTheBit(Evaluate(x).Value, y);
    }

    private readonly ref struct EvaluateAlone<TS, TV>(Span<float> values) : IActivationWork<bool>
        where TS : ISimd<TV>
        where TV : struct
    {
        private readonly Span<float> _values = values;

        public bool With<TFunction>()
            where TFunction : struct, IActivationFunction
        {
            ActivationKernel<TS, TV, TFunction>.Evaluate(_values);
            return true;
        }
    }
}

public sealed class SiluContract : ActivationContract
{
    internal override Activation Kind => Registry.Get(VaeActivation.Silu);

    protected override string Name => "SiLU";

    protected override double DerivativeAtZero => 0.5;

    protected override (double Value, double Derivative) FarOut(double x) => x > 0 ? (x, 1) : (0, 0);
}

public sealed class ReluContract : ActivationContract
{
    internal override Activation Kind => Registry.Get(VaeActivation.Relu);

    protected override string Name => "ReLU";

    protected override double DerivativeAtZero => 0;

    protected override (double Value, double Derivative) FarOut(double x) => x > 0 ? (x, 1) : (0, 0);
}

public sealed class TanhContract : ActivationContract
{
    internal override Activation Kind => Registry.Get(VaeActivation.Tanh);

    protected override string Name => "Tanh";

    protected override double DerivativeAtZero => 1;

    protected override (double Value, double Derivative) FarOut(double x) => (Math.Sign(x), 0);
}

public sealed class GeluContract : ActivationContract
{
    internal override Activation Kind => Registry.Get(VaeActivation.Gelu);

    protected override string Name => "Gelu";

    protected override double DerivativeAtZero => 0.5;

    protected override (double Value, double Derivative) FarOut(double x) => x > 0 ? (x, 1) : (0, 0);

    // Its square is infinite in float32 beyond.
    protected override double LargestWithDerivative => 1.8e19;
}
