using System.Runtime.CompilerServices;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Activations;

/// <summary>f(x) = max(x, 0), f′(x) = 1 for x &gt; 0, else 0.</summary>
internal sealed class Relu : Activation
{
    public override VaeActivation Kind => VaeActivation.Relu;

    public override string Name => "ReLU";

    public override TResult Specialize<TWork, TResult>(TWork work) => work.With<Function>();

    public override GraphValue Evaluate(GraphValue x) => x.Graph.Node("Relu", [x]);

    internal readonly struct Function : IActivationFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TV Evaluate<TS, TV>(TV x, out TV derivative)
            where TS : ISimd<TV>
            where TV : struct
        {
            var isFlat = TS.GreaterOrEqual(TS.Create(0f), x); // false for NaN, which passes
            derivative = TS.Select(isFlat, TS.Create(0f), TS.Create(1f));
            return TS.Select(isFlat, TS.Create(0f), x);
        }
    }
}
