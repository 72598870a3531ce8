using System.Runtime.CompilerServices;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Activations;

/// <summary>f(x) = x, of a layer without activation: no kind that a model could have.</summary>
internal readonly struct Identity : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Evaluate<TS, TV>(TV x, out TV derivative)
        where TS : ISimd<TV>
        where TV : struct
    {
        derivative = TS.Create(1f);
        return x;
    }
}
