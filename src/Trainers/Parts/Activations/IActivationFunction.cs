using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Activations;

/// <summary>An activation of one vector. Static and generic over structs, as <see cref="ISimd{TV}"/> is, and for the same reason.</summary>
internal interface IActivationFunction
{
    /// <summary>f(x) and f′(x). NaN stays NaN, so that it is seen in the loss.</summary>
    static abstract TV Evaluate<TS, TV>(TV x, out TV derivative)
        where TS : ISimd<TV>
        where TV : struct;
}
