using System.Diagnostics;
using System.Runtime.CompilerServices;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Benchmarks.Steps;

/// <summary>The most multiply-adds that one core does: twelve chains in registers, which hide the latency of each other.</summary>
internal static class FmaPeak
{
    private const int Turns = 1_000_000, Chains = 12, Tries = 7;

    /// <summary>Operations per second of one thread, the best of some tries.</summary>
    public static double Measure() => VectorWidth.OnWidest<Best, double>(default);

    private readonly struct Best : IVectorWork<double>
    {
        public double On<TS, TV>()
            where TS : ISimd<TV>
            where TV : struct
        {
            double best = 0;
            for (int i = 0; i < Tries; i++)
            {
                long start = Stopwatch.GetTimestamp();
                Run<TS, TV>();
                best = Math.Max(best, 2.0 * Turns * Chains * TS.Count / Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            return best;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        TV a = default, b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        TV x = TS.Create(0.9999f), y = TS.Create(0.5f);
        for (int turn = 0; turn < Turns; turn++)
        {
            a = TS.Fma(a, x, y);
            b = TS.Fma(b, x, y);
            c = TS.Fma(c, x, y);
            d = TS.Fma(d, x, y);
            e = TS.Fma(e, x, y);
            f = TS.Fma(f, x, y);
            g = TS.Fma(g, x, y);
            h = TS.Fma(h, x, y);
            i = TS.Fma(i, x, y);
            j = TS.Fma(j, x, y);
            k = TS.Fma(k, x, y);
            l = TS.Fma(l, x, y);
        }

        var sum = TS.Add(TS.Add(TS.Add(a, b), TS.Add(c, d)), TS.Add(TS.Add(e, f), TS.Add(g, h)));
        return TS.Sum(TS.Add(sum, TS.Add(TS.Add(i, j), TS.Add(k, l))));
    }
}
