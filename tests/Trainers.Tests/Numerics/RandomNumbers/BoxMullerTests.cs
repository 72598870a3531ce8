using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Numerics.RandomNumbers;

public class BoxMullerTests
{
    // A logarithm within 0.9 ulp, its root, and a sine within 1e-7, times a radius of at most 5.8: less than 4e-7 was seen.
    private const double Rounding = 8e-7;

    [Fact]
    public void Fill_ManyCounters_AreTheWordsOfPhiloxThroughTheFormula()
    {
        float[] normals = new float[64], other = new float[64];
        var random = new System.Random(1);
        for (int i = 0; i < Sweep.Stride(3000, 100); i++)
        {
            // The last counters before the word overflows come too.
            uint counter = i < 16 ? uint.MaxValue - 7 - (uint)i : (uint)random.Next(), column = (uint)random.Next();
            uint series = (uint)random.Next(), purpose = (uint)random.Next(1, 8), key = (uint)random.NextInt64(1L << 32);
            BoxMuller<Simd128, V128>.Fill(normals, counter, column, series, purpose, key);
            BoxMuller<Simd256, V256>.Fill(other, counter, column, series, purpose, key);
            Close.ToTheBit(normals, other);
            BoxMuller<Simd512, V512>.Fill(other, counter, column, series, purpose, key);
            Close.ToTheBit(normals, other);
            for (int lane = 0; lane < BoxMuller<Simd128, V128>.Counters; lane++)
            {
                var (w0, w1, w2, w3) = Philox.Words(counter + (uint)lane, column, series, purpose, key, 0);
                var (first, second) = (Pair(w0, w1), Pair(w2, w3));
                Close.To(first.Sin, normals[lane], Rounding, "sine of the first pair");
                Close.To(first.Cos, normals[16 + lane], Rounding, "cosine of the first pair");
                Close.To(second.Sin, normals[32 + lane], Rounding, "sine of the second pair");
                Close.To(second.Cos, normals[48 + lane], Rounding, "cosine of the second pair");
            }
        }
    }

    private static (double Sin, double Cos) Pair(uint first, uint second)
    {
        double radius = Math.Sqrt(-2 * Math.Log(((first >> 8) + 1) * Math.Pow(2, -24))), turns = (int)second * Math.Pow(2, -31);
        return (radius * double.SinPi(turns), radius * double.CosPi(turns));
    }
}
