using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Activations;

/// <inheritdoc/>
internal sealed class ActivationKernel<TS, TV, TFunction> : IActivationKernel
    where TS : ISimd<TV>
    where TV : struct
    where TFunction : struct, IActivationFunction
{
    /// <summary>y = f(x) in place.</summary>
    /// <param name="values">x, of a length that is a multiple of 16; receives y.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate(Span<float> values)
    {
        Debug.Assert(Padding.IsPadded(values.Length));
        ref float x = ref MemoryMarshal.GetReference(values);
        for (int i = 0; i < values.Length; i += TS.Count)
            TS.Store(TFunction.Evaluate<TS, TV>(TS.Load(ref Unsafe.Add(ref x, i)), out _), ref Unsafe.Add(ref x, i));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Evaluate(Span<float> values, Span<float> derivative)
    {
        Debug.Assert(Padding.IsPadded(values.Length) && derivative.Length >= values.Length);
        ref float x = ref MemoryMarshal.GetReference(values);
        ref float d = ref MemoryMarshal.GetReference(derivative);
        int i = 0;
        // Two at a time: one function is a long chain of operations that wait for each other.
        for (; i + 2 * TS.Count <= values.Length; i += 2 * TS.Count)
        {
            var first = TFunction.Evaluate<TS, TV>(TS.Load(ref Unsafe.Add(ref x, i)), out var firstDerivative);
            var second = TFunction.Evaluate<TS, TV>(TS.Load(ref Unsafe.Add(ref x, i + TS.Count)), out var secondDerivative);
            TS.Store(first, ref Unsafe.Add(ref x, i));
            TS.Store(second, ref Unsafe.Add(ref x, i + TS.Count));
            TS.Store(firstDerivative, ref Unsafe.Add(ref d, i));
            TS.Store(secondDerivative, ref Unsafe.Add(ref d, i + TS.Count));
        }

        if (i < values.Length)
        {
            TS.Store(TFunction.Evaluate<TS, TV>(TS.Load(ref Unsafe.Add(ref x, i)), out var lastDerivative), ref Unsafe.Add(ref x, i));
            TS.Store(lastDerivative, ref Unsafe.Add(ref d, i));
        }
    }
}
