using MLNet.Vae.Managed.Kernels;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Managed.Kernels;

public class ActivationsTests
{
    // Relative to max(1, |f|): tanh is 1 − 2/(1 + e²ˣ), off by up to 1.8e-7, and GELU takes x/2 times that where tanh is near −1: 3.1e-7 was seen.
    private const double ValueRounding = 5e-7;

    // The derivative of GELU multiplies tanh's error by up to x · 0.8 (1 + 0.13 x²), 18 at x = −5: 2e-6 was seen.
    private const double DerivativeRounding = 4e-6;

    // Central differences in double with h = 1e-5: h² f‴ and 1e-16/h.
    private const double DifferenceError = 1e-9;

    [Theory]
    [InlineData(VaeActivation.SiLU)]
    [InlineData(VaeActivation.ReLU)]
    [InlineData(VaeActivation.Tanh)]
    [InlineData(VaeActivation.Gelu)]
    public void Apply_FromMinusThirtyToThirty_ValueAndDerivative(VaeActivation activation)
    {
        const int count = 16 * 1001;
        var x = new float[count];
        for (int i = 0; i < count; i++)
            x[i] = (float)(-30 + 60.0 * i / (count - 1) + 1e-4); // the kink of ReLU at 0 is left out
        float[] y = [.. x], derivative = new float[count], alone = [.. x];
        Activations.Apply(activation, y, derivative);
        Activations.Apply(activation, alone);

        Close.ToTheBit(y, alone);
        const double h = 1e-5;
        for (int i = 0; i < count; i++)
        {
            double slope = (Formulas.Activation(activation, x[i] + h) - Formulas.Activation(activation, x[i] - h)) / (2 * h);
            Close.To(Formulas.Activation(activation, x[i]), y[i], ValueRounding, $"{activation}({x[i]})");
            Close.To(slope, derivative[i], DerivativeRounding + DifferenceError * 30, $"slope of {activation} at {x[i]}");
        }
    }

    [Theory]
    [InlineData(VaeActivation.SiLU, 0, 0.5)]
    [InlineData(VaeActivation.ReLU, 0, 0)]
    [InlineData(VaeActivation.Tanh, 0, 1)]
    [InlineData(VaeActivation.Gelu, 0, 0.5)]
    public void Apply_AtZero_ValueAndDerivative(VaeActivation activation, double value, double slope)
    {
        float[] y = new float[16], derivative = new float[16];
        Activations.Apply(activation, y, derivative);
        Assert.All(y, v => Close.To(value, v, ValueRounding));
        Assert.All(derivative, d => Close.To(slope, d, ValueRounding));
    }

    // A value clamped to 10⁶ in standardised units, times weights, reaches the activations in scoring.
    [Theory]
    [InlineData(VaeActivation.SiLU)]
    [InlineData(VaeActivation.ReLU)]
    [InlineData(VaeActivation.Tanh)]
    [InlineData(VaeActivation.Gelu)]
    public void Apply_HugeValues_FlatOrStraight(VaeActivation activation)
    {
        float[] x = [100, 1e6f, 1e15f, -100, -1e6f, -1e15f, .. new float[10]];
        float[] y = [.. x], derivative = new float[16];
        Activations.Apply(activation, y, derivative);
        for (int i = 0; i < 6; i++)
        {
            bool flat = activation == VaeActivation.Tanh || x[i] < 0;
            Assert.Equal(activation == VaeActivation.Tanh ? Math.Sign(x[i]) : flat ? 0 : x[i], y[i]);
            Assert.Equal(flat ? 0 : 1, derivative[i]);
        }
    }
}
