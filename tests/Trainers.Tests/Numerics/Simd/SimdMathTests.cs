using System.Runtime.CompilerServices;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Numerics.Simd;

public class SimdMathTests
{
    // The bounds that SimdMath states. Over every 61st float of each range there was seen for |x| < 1 exp 0.72 ulp, sigmoid 2.00,
    // and anywhere 4.5 and 5.4, or 68 where multiply-adds are rounded twice; log 0.827; sine and cosine 9.54e-8, or 1.091e-7.
    private const double ExpUlps = 1.1, LogUlps = 0.9, SigmoidUlps = 2.5;

    // What is added of |x|: ln 2 in single precision is off by a share of 2.7e-9, and an ulp is at least 5.9e-8 of a number; a product that is
    // rounded is off by half an ulp.
    private static readonly double UlpsOfX = MultiplyAdd.IsFused ? 0.05 : 1;

    private static readonly double SinCosPiError = MultiplyAdd.IsFused ? 1e-7 : 1.2e-7;

    private const float LeastExponent = -87, MostExponent = 88;

    [Fact]
    public void Exp_WholeRange_WithinItsBound()
    {
        float[] x =
        [
            LeastExponent, MostExponent, 0, -0f, 1, -1,
            .. Floats(1e-9f, MostExponent), .. Floats(1e-9f, -LeastExponent).Select(v => -v),
        ];
        AssertWithin(x, Exp(x), Math.Exp, ExpUlps, UlpsOfX, "exp");
        Assert.Equal([1, 1], Exp([0, -0f]));
    }

    [Fact]
    public void Exp_BeyondItsRange_IsThatOfTheNearerEnd()
    {
        float[] ends = Exp([LeastExponent, MostExponent]);
        Assert.True(float.IsNormal(ends[0]) && float.IsNormal(ends[1]));
        float[] y = Exp(
            [-87.1f, -103, -1e6f, float.MinValue, float.NegativeInfinity, 88.1f, 89, 1e6f, float.MaxValue, float.PositiveInfinity]);
        Assert.All(y[..5], v => Assert.Equal(ends[0], v));
        Assert.All(y[5..], v => Assert.Equal(ends[1], v));
    }

    [Fact]
    public void Exp_NaN_IsOneOfTheEnds()
    {
        float[] ends = Exp([LeastExponent, MostExponent]);
        Assert.Contains(Map<Simd128, V128>([float.NaN], SimdMath<Simd128, V128>.Exp)[0], ends);
        Assert.Contains(Map<Simd256, V256>([float.NaN], SimdMath<Simd256, V256>.Exp)[0], ends);
        Assert.Contains(Map<Simd512, V512>([float.NaN], SimdMath<Simd512, V512>.Exp)[0], ends);
    }

    [Fact]
    public void Log_NormalNumbers_WithinItsBound()
    {
        float leastNormal = BitConverter.Int32BitsToSingle(1 << 23);
        float[] x =
        [
            leastNormal, float.MaxValue, 1, MathF.BitIncrement(1), MathF.BitDecrement(1), MathF.Sqrt(0.5f), MathF.Sqrt(2),
            .. Floats(leastNormal, float.MaxValue), .. Floats(0.5f, 2, finer: 64),
        ];
        AssertWithin(x, Log(x), Math.Log, LogUlps, 0, "log");
        Assert.Equal(0, Log([1])[0]);
    }

    [Fact]
    public void Sigmoid_WholeRange_WithinItsBound()
    {
        float[] x = [0, -0f, .. Floats(1e-9f, MostExponent), .. Floats(1e-9f, -LeastExponent).Select(v => -v)];
        AssertWithin(x, Sigmoid(x), Formulas.Sigmoid, SigmoidUlps, UlpsOfX, "sigmoid");
        Assert.Equal([0.5f, 1, 1, 1], Sigmoid([0, 20, 100, float.PositiveInfinity]));
        Assert.All(Sigmoid([-89, -1e6f, float.NegativeInfinity]), y => Assert.InRange(y, 0, 1e-37f));
    }

    [Fact]
    public void SinCosPi_WholeTurn_WithinItsBound()
    {
        float[] t =
        [
            -1, -0.75f, -0.5f, -0.25f, -0f, 0, 0.25f, 0.5f, 0.75f, 1, .. Floats(1e-9f, 1), .. Floats(1e-9f, 1).Select(v => -v),
            .. new Numbers(1).Uniforms(Sweep.Stride(200_000, 20_000), -1, 1),
        ];
        var (sin, cos) = SinCosPi(t);
        for (int i = 0; i < t.Length; i++)
        {
            AssertOff(Math.Abs(sin[i] - double.SinPi(t[i])), SinCosPiError, "sin π", t[i]);
            AssertOff(Math.Abs(cos[i] - double.CosPi(t[i])), SinCosPiError, "cos π", t[i]);
        }
    }

    // Floats from one positive number to another, evenly among those there are.
    private static IEnumerable<float> Floats(float from, float to, int finer = 1)
    {
        int step = Sweep.Stride(2003, 40_009) / finer;
        for (int bits = BitConverter.SingleToInt32Bits(from); bits <= BitConverter.SingleToInt32Bits(to) - step; bits += step)
            yield return BitConverter.Int32BitsToSingle(bits);
        yield return to;
    }

    private static void AssertWithin(float[] x, float[] y, Func<double, double> exact, double ulps, double ulpsOfX, string what)
    {
        for (int i = 0; i < x.Length; i++)
        {
            double expected = exact(x[i]);
            double ulp = MathF.BitIncrement((float)Math.Abs(expected)) - (float)Math.Abs(expected);
            AssertOff(Math.Abs(y[i] - expected) / ulp, ulps + ulpsOfX * Math.Abs(x[i]), what, x[i]);
        }
    }

    private static void AssertOff(double off, double bound, string what, float x)
    {
        if (!(off <= bound))
            Assert.Fail($"{what} of {x:r} is off by {off:g4}, expected at most {bound:g3}");
    }

    private static float[] Exp(float[] x) => OnEveryWidth(
        Map<Simd128, V128>(x, SimdMath<Simd128, V128>.Exp),
        Map<Simd256, V256>(x, SimdMath<Simd256, V256>.Exp),
        Map<Simd512, V512>(x, SimdMath<Simd512, V512>.Exp));

    private static float[] Log(float[] x) => OnEveryWidth(
        Map<Simd128, V128>(x, SimdMath<Simd128, V128>.Log),
        Map<Simd256, V256>(x, SimdMath<Simd256, V256>.Log),
        Map<Simd512, V512>(x, SimdMath<Simd512, V512>.Log));

    private static float[] Sigmoid(float[] x) => OnEveryWidth(
        Map<Simd128, V128>(x, SimdMath<Simd128, V128>.Sigmoid),
        Map<Simd256, V256>(x, SimdMath<Simd256, V256>.Sigmoid),
        Map<Simd512, V512>(x, SimdMath<Simd512, V512>.Sigmoid));

    private static (float[] Sin, float[] Cos) SinCosPi(float[] t)
    {
        var (sin128, cos128) = SinCosPi<Simd128, V128>(t);
        var (sin256, cos256) = SinCosPi<Simd256, V256>(t);
        var (sin512, cos512) = SinCosPi<Simd512, V512>(t);
        return (OnEveryWidth(sin128, sin256, sin512), OnEveryWidth(cos128, cos256, cos512));
    }

    // The same bits on all of them.
    private static float[] OnEveryWidth(float[] on128, float[] on256, float[] on512)
    {
        Close.ToTheBit(on128, on256);
        Close.ToTheBit(on128, on512);
        return on128;
    }

    private static float[] Map<TS, TV>(float[] x, Func<TV, TV> function)
        where TS : ISimd<TV>
        where TV : struct
    {
        float[] padded = [.. x, .. new float[16]];
        for (int i = 0; i < x.Length; i += TS.Count)
            TS.Store(function(TS.Load(ref padded[i])), ref padded[i]);
        return padded[..x.Length];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float[] Sin, float[] Cos) SinCosPi<TS, TV>(float[] t)
        where TS : ISimd<TV>
        where TV : struct
    {
        float[] sin = [.. t, .. new float[16]], cos = new float[sin.Length];
        for (int i = 0; i < t.Length; i += TS.Count)
        {
            SimdMath<TS, TV>.SinCosPi(TS.Load(ref sin[i]), out var s, out var c);
            TS.Store(s, ref sin[i]);
            TS.Store(c, ref cos[i]);
        }

        return (sin[..t.Length], cos[..t.Length]);
    }
}
