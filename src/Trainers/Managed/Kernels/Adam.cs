using System.Numerics;
using System.Runtime.InteropServices;

namespace MLNet.Vae.Managed.Kernels;

/// <summary>
/// Adam. Kingma and Ba 2015, arXiv:1412.6980, algorithm 1, in the form PyTorch computes it: p −= rate / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) +
/// ε).
/// </summary>
internal static class Adam
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
    public static void Update(
        Span<float> parameters, ReadOnlySpan<float> gradient, float gradientScale, Span<float> first, Span<float> second, double rate, int step)
    {
        float stepSize = (float)(rate / (1 - Math.Pow(Beta1, step)));
        float correction = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, step)));
        var p = MemoryMarshal.Cast<float, Vector<float>>(parameters);
        var g = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        var m = MemoryMarshal.Cast<float, Vector<float>>(first);
        var v = MemoryMarshal.Cast<float, Vector<float>>(second);
        var epsilon = new Vector<float>(Epsilon);
        for (int i = 0; i < p.Length; i++)
        {
            var scaled = g[i] * gradientScale;
            m[i] = (float)Beta1 * m[i] + (float)(1 - Beta1) * scaled;
            v[i] = (float)Beta2 * v[i] + (float)(1 - Beta2) * (scaled * scaled);
            p[i] -= stepSize * (m[i] / (Vector.SquareRoot(v[i]) * correction + epsilon));
        }
    }
}
