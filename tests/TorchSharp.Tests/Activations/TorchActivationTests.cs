using System.Diagnostics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Activations;
using MLNet.Vae.Torch;
using TorchSharp;
using V256 = System.Runtime.Intrinsics.Vector256<float>;

namespace MLNet.Vae.Tests.Torch;

/// <summary>Every activation with libtorch against the engine's own, which its contract holds to the formula.</summary>
public sealed class TorchActivationTests : TorchTests
{
    // The engine's tanh is off by up to 1.8e-7, and GELU takes x/2 times that where tanh is near −1.
    private const float ValueRounding = 5e-7f;

    // The derivative of GELU multiplies tanh's error by up to 18, at x = −5.
    private const float DerivativeRounding = 4e-6f;

    // No sigmoid of the engine's is less, so its SiLU of −10³⁰ is −6e-9.
    private const float SmallestSigmoid = 6.1e-39f;

    public static TheoryData<VaeActivation> All => [.. Enum.GetValues<VaeActivation>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Evaluate_FromMinusThirtyToThirty_ValueAndDerivativeOfTheEngine(VaeActivation kind)
    {
        const int count = 16 * 251;
        float[] x = [.. Enumerable.Range(0, count).Select(i => -30 + 60f * i / (count - 1))], y = [.. x], derivative = new float[count];
        Activations.Get(kind).CreateKernel<Simd256, V256>().Evaluate(y, derivative);
        var (found, foundDerivative) = Evaluate(kind, x);
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(y[i], found[i], ValueRounding * Math.Max(1, Math.Abs(y[i])));
            Assert.Equal(derivative[i], foundDerivative[i], DerivativeRounding);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Evaluate_ZeroAndFarOut_ValueOfTheEngine(VaeActivation kind)
    {
        float[] x = [0, -0f, 100, 1e6f, 1e15f, 1e30f, -100, -1e6f, -1e15f, -1e30f, .. new float[6]], y = [.. x];
        Activations.Get(kind).CreateKernel<Simd256, V256>().Evaluate(y, new float[y.Length]);
        var (found, _) = Evaluate(kind, x);
        for (int i = 0; i < x.Length; i++)
            Assert.Equal(y[i], found[i], SmallestSigmoid * Math.Abs(x[i]));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Evaluate_NaN_StaysNaN(VaeActivation kind) => Assert.Equal([float.NaN], Evaluate(kind, [float.NaN]).Value);

    [Fact]
    public void Create_UnknownKind_Throws()
    {
        using var store = new TensorStore();
        Assert.Throws<UnreachableException>(() => TorchActivation.Create((VaeActivation)4, store));
    }

    private static (float[] Value, float[] Derivative) Evaluate(VaeActivation kind, float[] x)
    {
        using var scope = torch.NewDisposeScope();
        using var store = new TensorStore();
        var input = torch.tensor(x, requires_grad: true);
        var output = TorchActivation.Create(kind, store).Evaluate(input);
        output.sum().backward();
        return (output.data<float>().ToArray(), input.grad!.data<float>().ToArray());
    }
}
