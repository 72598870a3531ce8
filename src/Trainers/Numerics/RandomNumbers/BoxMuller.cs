using System.Diagnostics;
using System.Runtime.CompilerServices;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Numerics.RandomNumbers;

/// <summary>Sixty-four standard normal numbers from sixteen counters of <see cref="Philox"/>, with the counters as lanes.</summary>
internal static class BoxMuller<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    /// <summary>Counters whose numbers are made together.</summary>
    public const int Counters = 16;

    private const float TwoToMinus24 = 1f / (1 << 24), TwoToMinus31 = 1f / (1u << 31);

    /// <param name="normals">
    /// Receives [64]: from the first two words the sines, then the cosines; then the same of the last two words.
    /// </param>
    /// <param name="counter">The first word of the first counter; the others follow it.</param>
    /// <param name="column">The second word.</param>
    /// <param name="series">The third word.</param>
    /// <param name="purpose">The last word.</param>
    /// <param name="key">The key's first word; its second is zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(Span<float> normals, uint counter, uint column, uint series, uint purpose, uint key)
    {
        Debug.Assert(normals.Length >= NoiseSource.BlockRows);
        for (int lane = 0; lane < Counters; lane += TS.Count)
        {
            TV c0 = TS.AddBits(TS.CreateBits(counter + (uint)lane), TS.Indices), c1 = TS.CreateBits(column);
            TV c2 = TS.CreateBits(series), c3 = TS.CreateBits(purpose);
            TV multiplier0 = TS.CreateBits(Philox.Multiplier0), multiplier1 = TS.CreateBits(Philox.Multiplier1);
            uint key0 = key, key1 = 0;
            for (int round = 0; round < Philox.Rounds; round++)
            {
                var low0 = TS.MultiplyBits(c0, multiplier0, out var high0);
                var low1 = TS.MultiplyBits(c2, multiplier1, out var high1);
                c0 = TS.Xor(TS.Xor(high1, c1), TS.CreateBits(key0));
                c1 = low1;
                c2 = TS.Xor(TS.Xor(high0, c3), TS.CreateBits(key1));
                c3 = low0;
                key0 += Philox.Weyl0;
                key1 += Philox.Weyl1;
            }

            Pair(c0, c1, normals[lane..]);
            Pair(c2, c3, normals[(2 * Counters + lane)..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(TV first, TV second, Span<float> normals)
    {
        // (0, 1] has a finite logarithm.
        var uniform = TS.Fma(TS.FromInteger(TS.ShiftRight(first, 8)), TS.Create(TwoToMinus24), TS.Create(TwoToMinus24));
        var radius = TS.Sqrt(TS.Multiply(TS.Create(-2f), SimdMath<TS, TV>.Log(uniform)));
        SimdMath<TS, TV>.SinCosPi(TS.Multiply(TS.FromInteger(second), TS.Create(TwoToMinus31)), out var sin, out var cos);
        TS.Store(TS.Multiply(radius, sin), ref normals[0]);
        TS.Store(TS.Multiply(radius, cos), ref normals[Counters]);
    }
}
