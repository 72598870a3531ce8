using System.Runtime.CompilerServices;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Activations;

/// <summary>
/// The tanh form: f(x) = ½ x (1 + t) and f′(x) = ½ (1 + t) + ½ x (1 − t²) u′(x), with t = tanh u and u(x) = √(2/π) (x + 0.044715 x³).
/// Hendrycks and Gimpel 2016, arXiv:1606.08415.
/// </summary>
internal sealed class Gelu : Activation
{
    private const float RootTwoOverPi = 0.7978845608f, Cubic = 0.044715f;

    public override VaeActivation Kind => VaeActivation.Gelu;

    public override string Name => "Gelu";

    public override TResult Specialize<TWork, TResult>(TWork work) => work.With<Function>();

    /// <summary>
    /// ½ (1 + tanh u) is 1 − 1 / (1 + e²ᵘ). Exp spells it out: the Tanh of ONNX Runtime stops short of its limits, which shows once it is
    /// multiplied by a large x.
    /// </summary>
    public override GraphValue Evaluate(GraphValue x) =>
        x * (1 - 1 / (1 + (2 * RootTwoOverPi * (x + Cubic * (x * x) * x)).Exp()));

    internal readonly struct Function : IActivationFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TV Evaluate<TS, TV>(TV x, out TV derivative)
            where TS : ISimd<TV>
            where TV : struct
        {
            var one = TS.Create(1f);
            var square = TS.Multiply(x, x);
            var half = TS.Multiply(TS.Create(0.5f), x);
            var t = Tanh.Value<TS, TV>(TS.Multiply(TS.Multiply(TS.Create(RootTwoOverPi), x), TS.Fma(TS.Create(Cubic), square, one)));
            var inner = TS.Multiply(TS.Create(RootTwoOverPi), TS.Fma(TS.Create(3 * Cubic), square, one));
            var steep = TS.Multiply(TS.Multiply(half, TS.Subtract(one, TS.Multiply(t, t))), inner);
            derivative = TS.Fma(TS.Create(0.5f), TS.Add(one, t), steep);
            return TS.Multiply(half, TS.Add(one, t));
        }
    }
}
