using System.Runtime.CompilerServices;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Activations;

/// <summary>f(x) = x s(x), f′(x) = s + f (1 − s), with the logistic function s. Elfwing et al. 2017, arXiv:1702.03118.</summary>
internal sealed class Silu : Activation
{
    public override VaeActivation Kind => VaeActivation.Silu;

    public override string Name => "SiLU";

    public override TResult Specialize<TWork, TResult>(TWork work) => work.With<Function>();

    /// <summary>Exp spells it out: the Sigmoid of ONNX Runtime stops short of 0, at 1.5·10⁻⁸, which shows once x is large.</summary>
    public override GraphValue Evaluate(GraphValue x) => x / (1 + (-x).Exp());

    internal readonly struct Function : IActivationFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TV Evaluate<TS, TV>(TV x, out TV derivative)
            where TS : ISimd<TV>
            where TV : struct
        {
            var sigmoid = SimdMath<TS, TV>.Sigmoid(x);
            var y = TS.Multiply(x, sigmoid);
            derivative = TS.Fma(y, TS.Subtract(TS.Create(1f), sigmoid), sigmoid);
            return y;
        }
    }
}
