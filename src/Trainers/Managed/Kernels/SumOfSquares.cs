using System.Numerics;
using System.Runtime.InteropServices;

namespace MLNet.Vae.Managed.Kernels;

/// <summary>Σ x². The order of the sum depends on the length alone, not on where the span lies in memory.</summary>
internal static class SumOfSquares
{
    public static double Of(ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var sum = Vector<float>.Zero;
        foreach (var x in vectors)
            sum += x * x;
        double rest = 0;
        foreach (float x in values[(vectors.Length * Vector<float>.Count)..])
            rest += (double)x * x;
        return Vector.Sum(sum) + rest;
    }
}
