using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Training.Managed;

/// <summary>
/// Adam. Kingma and Ba 2015, arXiv:1412.6980, algorithm 1, in the form PyTorch computes it: p −= rate / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) +
/// ε).
/// </summary>
internal static class Adam<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private const double Beta1 = 0.9, Beta2 = 0.999;
    private const float Epsilon = 1e-8f;

    /// <param name="parameters">Updated in place. Every span has the same length, a multiple of 16.</param>
    /// <param name="gradient">The gradient before it is scaled down.</param>
    /// <param name="gradientScale">At most 1: scales the gradient down to its largest norm.</param>
    /// <param name="first">m, updated.</param>
    /// <param name="second">v, updated.</param>
    /// <param name="rate">The learning rate of the step.</param>
    /// <param name="step">t, from 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Update(
        Span<float> parameters,
        ReadOnlySpan<float> gradient,
        float gradientScale,
        Span<float> first,
        Span<float> second,
        double rate,
        int step)
    {
        Debug.Assert(
            Padding.IsPadded(parameters.Length) && gradient.Length == parameters.Length && first.Length == parameters.Length
            && second.Length == parameters.Length);
        ref float p = ref MemoryMarshal.GetReference(parameters);
        ref float g = ref MemoryMarshal.GetReference(gradient);
        ref float m = ref MemoryMarshal.GetReference(first);
        ref float v = ref MemoryMarshal.GetReference(second);
        var stepSize = TS.Create((float)(-rate / (1 - Math.Pow(Beta1, step))));
        var correction = TS.Create((float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, step))));
        TV keep1 = TS.Create((float)Beta1), add1 = TS.Create((float)(1 - Beta1));
        TV keep2 = TS.Create((float)Beta2), add2 = TS.Create((float)(1 - Beta2));
        TV scale = TS.Create(gradientScale), epsilon = TS.Create(Epsilon);
        for (int i = 0; i < parameters.Length; i += TS.Count)
        {
            var slope = TS.Multiply(TS.Load(ref Unsafe.Add(ref g, i)), scale);
            var mean = TS.Fma(keep1, TS.Load(ref Unsafe.Add(ref m, i)), TS.Multiply(add1, slope));
            var square = TS.Fma(keep2, TS.Load(ref Unsafe.Add(ref v, i)), TS.Multiply(TS.Multiply(add2, slope), slope));
            TS.Store(mean, ref Unsafe.Add(ref m, i));
            TS.Store(square, ref Unsafe.Add(ref v, i));
            var direction = TS.Divide(mean, TS.Fma(TS.Sqrt(square), correction, epsilon));
            TS.Store(TS.Fma(stepSize, direction, TS.Load(ref Unsafe.Add(ref p, i))), ref Unsafe.Add(ref p, i));
        }
    }
}
