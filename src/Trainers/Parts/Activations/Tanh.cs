using System.Runtime.CompilerServices;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Activations;

/// <summary>f(x) = tanh x, f′(x) = 1 − f².</summary>
internal sealed class Tanh : Activation
{
    public override VaeActivation Kind => VaeActivation.Tanh;

    public override string Name => "Tanh";

    /// <summary>1 − 2 / (1 + e²ˣ): off by less than 2e-7 anywhere, and exact at both ends. NaN gives one of the ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Value<TS, TV>(TV x)
        where TS : ISimd<TV>
        where TV : struct =>
        TS.Subtract(TS.Create(1f), TS.Divide(TS.Create(2f), TS.Add(TS.Create(1f), SimdMath<TS, TV>.Exp(TS.Add(x, x)))));

    public override TResult Specialize<TWork, TResult>(TWork work) => work.With<Function>();

    public override GraphValue Evaluate(GraphValue x) => x.Graph.Node("Tanh", [x]);

    internal readonly struct Function : IActivationFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TV Evaluate<TS, TV>(TV x, out TV derivative)
            where TS : ISimd<TV>
            where TV : struct
        {
            var y = TS.Select(TS.Equal(x, x), Value<TS, TV>(x), x); // NaN stays
            derivative = TS.Subtract(TS.Create(1f), TS.Multiply(y, y));
            return y;
        }
    }
}
