using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Activations;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Parts.Activations;

public class ActivationTests
{
    // Relative to max(1, |f|): tanh is 1 − 2/(1 + e²ˣ), off by up to 1.8e-7, and GELU takes x/2 times that where tanh is near −1: 3.1e-7
    // was seen.
    private const double ValueRounding = 5e-7;

    // The derivative of GELU multiplies tanh's error by up to x · 0.8 (1 + 0.13 x²), 18 at x = −5: 2e-6 was seen.
    private const double DerivativeRounding = 4e-6;

    // The exponential stops at e⁸⁸, so no sigmoid is less, and Silu of −10¹⁵ is −6e-24.
    private const float SmallestSigmoid = 6.1e-39f;

    // Central differences in double with h = 1e-5: h² f‴ and 1e-16/h.
    private const double DifferenceError = 1e-9;

    public static TheoryData<VaeActivation> All => [.. Enum.GetValues<VaeActivation>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Apply_FromMinusThirtyToThirty_ValueAndDerivative(VaeActivation activation)
    {
        const int count = 16 * 1001;
        var x = new float[count];
        for (int i = 0; i < count; i++)
            x[i] = (float)(-30 + 60.0 * i / (count - 1) + 1e-4); // the kink of ReLU at 0 is left out
        var (y, derivative) = Apply(activation, x);

        const double h = 1e-5;
        for (int i = 0; i < count; i++)
        {
            double slope = (Formulas.Activation(activation, x[i] + h) - Formulas.Activation(activation, x[i] - h)) / (2 * h);
            Close.To(Formulas.Activation(activation, x[i]), y[i], ValueRounding, $"{activation}({x[i]})");
            Close.To(slope, derivative[i], DerivativeRounding + DifferenceError * 30, $"slope of {activation} at {x[i]}");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Apply_EveryLength_AsFarAsItGoes(VaeActivation activation)
    {
        float[] x = new Numbers(1).Uniforms(272, -6, 6);
        var (y, derivative) = Apply(activation, x);
        foreach (int length in Sweep.PaddedLengths)
        {
            var (start, startDerivative) = Apply(activation, x[..length]);
            Close.ToTheBit(y.AsSpan(0, length), start);
            Close.ToTheBit(derivative.AsSpan(0, length), startDerivative);
        }
    }

    [Theory]
    [InlineData(VaeActivation.Silu, 0, 0.5)]
    [InlineData(VaeActivation.Relu, 0, 0)]
    [InlineData(VaeActivation.Tanh, 0, 1)]
    [InlineData(VaeActivation.Gelu, 0, 0.5)]
    public void Apply_AtZero_ValueAndDerivative(VaeActivation activation, double value, double slope)
    {
        var (y, derivative) = Apply(activation, new float[16]);
        Assert.All(y, v => Close.To(value, v, ValueRounding));
        Assert.All(derivative, d => Close.To(slope, d, ValueRounding));
    }

    // A value clamped to 10⁶ in standardized units, times weights, reaches the activations in scoring.
    [Theory]
    [MemberData(nameof(All))]
    public void Apply_HugeValues_FlatOrStraight(VaeActivation activation)
    {
        float[] x = [100, 1e6f, 1e15f, -100, -1e6f, -1e15f, .. new float[10]];
        var (y, derivative) = Apply(activation, x);
        for (int i = 0; i < 6; i++)
        {
            bool flat = activation == VaeActivation.Tanh || x[i] < 0;
            double limit = activation == VaeActivation.Tanh ? Math.Sign(x[i]) : flat ? 0 : x[i];
            if (activation == VaeActivation.Silu && flat)
            {
                Assert.InRange(y[i], SmallestSigmoid * x[i], 0);
                Assert.InRange(derivative[i], SmallestSigmoid * x[i], 0);
                continue;
            }

            Assert.Equal(limit, y[i]);
            Assert.Equal(flat ? 0 : 1, derivative[i]);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Apply_NaN_StaysNaN(VaeActivation activation)
    {
        float[] x = new float[48];
        x[5] = x[40] = float.NaN;
        var (y, _) = Apply(activation, x);
        for (int i = 0; i < x.Length; i++)
            Assert.Equal(float.IsNaN(x[i]), float.IsNaN(y[i]));
    }

    // The same bits on every width, with and without the derivative, and nothing beyond the end.
    private static (float[] Value, float[] Derivative) Apply(VaeActivation activation, float[] x)
    {
        var (y, derivative) = Apply<Simd128, V128>(activation, x);
        var (y256, derivative256) = Apply<Simd256, V256>(activation, x);
        var (y512, derivative512) = Apply<Simd512, V512>(activation, x);
        Close.ToTheBit(y, y256);
        Close.ToTheBit(y, y512);
        Close.ToTheBit(derivative, derivative256);
        Close.ToTheBit(derivative, derivative512);
        return (y, derivative);
    }

    private static (float[] Value, float[] Derivative) Apply<TS, TV>(VaeActivation activation, float[] x)
        where TS : ISimd<TV>
        where TV : struct
    {
        const float beyond = 77;
        float[] y = [.. x, beyond], derivative = new float[y.Length], alone = [.. y];
        derivative[^1] = beyond;
        Activation<TS, TV>.Apply(activation, y.AsSpan(0, x.Length), derivative.AsSpan(0, x.Length));
        ApplyAlone<TS, TV>(activation, alone.AsSpan(0, x.Length));
        Close.ToTheBit(y, alone);
        Assert.Equal(beyond, y[^1]);
        Assert.Equal(beyond, derivative[^1]);
        return (y[..x.Length], derivative[..x.Length]);
    }

    private static void ApplyAlone<TS, TV>(VaeActivation activation, Span<float> values)
        where TS : ISimd<TV>
        where TV : struct
    {
        switch (activation)
        {
            case VaeActivation.Silu: Activation<TS, TV>.Apply<Activation<TS, TV>.Silu>(values); break;
            case VaeActivation.Relu: Activation<TS, TV>.Apply<Activation<TS, TV>.Relu>(values); break;
            case VaeActivation.Tanh: Activation<TS, TV>.Apply<Activation<TS, TV>.Tanh>(values); break;
            case VaeActivation.Gelu: Activation<TS, TV>.Apply<Activation<TS, TV>.Gelu>(values); break;
            default: throw new ArgumentOutOfRangeException(nameof(activation), activation, "An activation without a test.");
        }
    }
}
