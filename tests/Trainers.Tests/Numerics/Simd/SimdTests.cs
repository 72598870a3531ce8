using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Numerics.Simd;

/// <summary>Each operation of <see cref="ISimd{TV}"/> against the same on one float, to the bit; NaN may be any.</summary>
public class SimdTests
{
    // A sum of 16 numbers of size 1, in any order.
    private const double SumRounding = 16 * 6e-8;

    private const int Rounds = 200, Most = 16;

    private static readonly float[] Special =
    [
        0, -0f, 1, -1, 0.5f, 1e-40f, -1e-40f, 1e38f, -1e38f, float.MaxValue, float.MinValue, float.Epsilon, float.PositiveInfinity,
        float.NegativeInfinity, float.NaN, 3,
    ];

    private const float Anything = 123.456f;

    [Fact]
    public void EveryOperation_128Bits_IsThatOfOneFloat() => CheckAll<Simd128, V128>();

    [Fact]
    public void EveryOperation_256Bits_IsThatOfOneFloat() => CheckAll<Simd256, V256>();

    [Fact]
    public void EveryOperation_512Bits_IsThatOfOneFloat() => CheckAll<Simd512, V512>();

    // (1 + ε)² = 1 + 2ε + ε², of which a rounded product has lost ε².
    [Fact]
    public void Fma_128Bits_RoundsTheProductOnlyWithoutAnInstruction() => CheckRoundings<Simd128, V128>();

    [Fact]
    public void Fma_256Bits_RoundsTheProductOnlyWithoutAnInstruction() => CheckRoundings<Simd256, V256>();

    [Fact]
    public void Fma_512Bits_RoundsTheProductOnlyWithoutAnInstruction() => CheckRoundings<Simd512, V512>();

    private static void CheckRoundings<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        const float epsilon = 1f / (1 << 13);
        var lanes = new float[TS.Count];
        TS.Store(TS.Fma(TS.Create(1 + epsilon), TS.Create(1 + epsilon), TS.Create(-1 - 2 * epsilon)), ref lanes[0]);
        Assert.All(lanes, lane => Assert.Equal(MultiplyAdd.IsFused ? epsilon * epsilon : 0, lane));
    }

    private static void CheckAll<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        CheckArithmetic<TS, TV>();
        CheckComparisons<TS, TV>();
        CheckBits<TS, TV>();
        foreach (int bits in (int[])[0, 1, 8, 23, 31])
            CheckShifts<TS, TV>(bits);
        CheckConstantsAndSum<TS, TV>();
    }

    private static void CheckArithmetic<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        Check<TS, TV>((a, b, _) => a + b, (a, b, _) => TS.Add(a, b));
        Check<TS, TV>((a, b, _) => a - b, (a, b, _) => TS.Subtract(a, b));
        Check<TS, TV>((a, b, _) => a * b, (a, b, _) => TS.Multiply(a, b));
        Check<TS, TV>((a, b, _) => a / b, (a, b, _) => TS.Divide(a, b));
        Check<TS, TV>(MultiplyAdd.Of, TS.Fma);
        Check<TS, TV>((a, _, _) => MathF.Sqrt(a), (a, _, _) => TS.Sqrt(a));
        Check<TS, TV>((a, _, _) => MathF.Abs(a), (a, _, _) => TS.Abs(a));
        Check<TS, TV>((a, _, _) => a, (a, _, _) => Moved<TS, TV>(a));

        // Where either is NaN, whichever the processor likes, and of the two zeros too.
        static float Unless(float a, float b, float found) => float.IsNaN(a) || float.IsNaN(b) || a == b ? Anything : found;
        Check<TS, TV>((a, b, _) => Unless(a, b, a < b ? a : b), (a, b, _) => TS.Min(a, b));
        Check<TS, TV>((a, b, _) => Unless(a, b, a > b ? a : b), (a, b, _) => TS.Max(a, b));
    }

    private static void CheckComparisons<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        static float Mask(bool set) => Float(set ? uint.MaxValue : 0);
        Check<TS, TV>((a, b, _) => Mask(a >= b), (a, b, _) => TS.GreaterOrEqual(a, b), everyBit: true);
        Check<TS, TV>((a, b, _) => Mask(a == b), (a, b, _) => TS.Equal(a, b), everyBit: true);
        Check<TS, TV>((a, _, _) => Mask(!float.IsNaN(a)), (a, _, _) => TS.Equal(a, a), everyBit: true);
    }

    private static void CheckBits<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        CheckWords<TS, TV>((a, b, _) => a & b, (a, b, _) => TS.And(a, b));
        CheckWords<TS, TV>((a, b, _) => a ^ b, (a, b, _) => TS.Xor(a, b));
        CheckWords<TS, TV>((a, b, c) => (a & b) | (~a & c), TS.Select);
        CheckWords<TS, TV>((a, b, _) => a + b, (a, b, _) => TS.AddBits(a, b));
        CheckWords<TS, TV>((a, b, _) => a - b, (a, b, _) => TS.SubtractBits(a, b));
        CheckWords<TS, TV>((a, b, _) => (uint)((ulong)a * b), (a, b, _) => TS.MultiplyBits(a, b, out var _));
        CheckWords<TS, TV>((a, b, _) => (uint)((ulong)a * b >> 32), (a, b, _) => High<TS, TV>(a, b));
        CheckWords<TS, TV>((a, _, _) => Bits((int)a), (a, _, _) => TS.FromInteger(a));
    }

    private static void CheckShifts<TS, TV>(int bits)
        where TS : ISimd<TV>
        where TV : struct
    {
        CheckWords<TS, TV>((a, _, _) => a << bits, (a, _, _) => TS.ShiftLeft(a, bits));
        CheckWords<TS, TV>((a, _, _) => a >> bits, (a, _, _) => TS.ShiftRight(a, bits));
        CheckWords<TS, TV>((a, _, _) => (uint)((int)a >> bits), (a, _, _) => TS.ShiftRightSigned(a, bits));
    }

    private static void CheckConstantsAndSum<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        var lanes = new float[TS.Count + 1];
        TS.Store(TS.Indices, ref lanes[0]);
        Assert.Equal(Enumerable.Range(0, TS.Count), lanes[..^1].Select(BitConverter.SingleToInt32Bits));
        TS.Store(TS.Create(1.5f), ref lanes[0]);
        Assert.All(lanes[..^1], lane => Assert.Equal(1.5f, lane));
        TS.Store(TS.CreateBits(0xCD9E8D57), ref lanes[0]);
        Assert.All(lanes[..^1], lane => Assert.Equal(0xCD9E8D57, BitConverter.SingleToUInt32Bits(lane)));
        Assert.Equal(0, lanes[^1]);

        float[] values = new Numbers(1).Uniforms(TS.Count, -1, 1);
        Close.To(values.Sum(x => (double)x), TS.Sum(TS.Load(ref values[0])), SumRounding, "sum");
        values[1] = float.NaN;
        Assert.Equal(float.NaN, TS.Sum(TS.Load(ref values[0])));
    }

    private static void CheckWords<TS, TV>(Func<uint, uint, uint, uint> one, Func<TV, TV, TV, TV> operation)
        where TS : ISimd<TV>
        where TV : struct =>
        Check<TS, TV>((a, b, c) => Float(one(Bits(a), Bits(b), Bits(c))), operation, everyBit: true);

    private static void Check<TS, TV>(Func<float, float, float, float> one, Func<TV, TV, TV, TV> operation, bool everyBit = false)
        where TS : ISimd<TV>
        where TV : struct
    {
        var random = new System.Random(1);
        float[] a = new float[Most], b = new float[Most], c = new float[Most], found = new float[Most];
        for (int round = 0; round < Rounds; round++)
        {
            foreach (float[] values in (float[][])[a, b, c])
            {
                for (int i = 0; i < Most; i++)
                    values[i] = random.Next(3) == 0 ? Special[random.Next(Special.Length)] : Float((uint)random.NextInt64(1L << 32));
            }

            TS.Store(operation(TS.Load(ref a[0]), TS.Load(ref b[0]), TS.Load(ref c[0])), ref found[0]);
            for (int i = 0; i < TS.Count; i++)
            {
                float expected = one(a[i], b[i], c[i]);
                bool same = Bits(expected) == Bits(found[i]) || (!everyBit && float.IsNaN(expected) && float.IsNaN(found[i]));
                if (!same && expected != Anything)
                    Assert.Fail($"lane {i} of {TS.Count}: {found[i]:r} of {a[i]:r}, {b[i]:r}, {c[i]:r}, expected {expected:r}");
            }
        }
    }

    // Through memory; no place has to be aligned.
    private static TV Moved<TS, TV>(TV value)
        where TS : ISimd<TV>
        where TV : struct
    {
        var place = new float[Most + 3];
        TS.Store(value, ref place[3]);
        return TS.Load(ref place[3]);
    }

    private static TV High<TS, TV>(TV a, TV b)
        where TS : ISimd<TV>
        where TV : struct
    {
        TS.MultiplyBits(a, b, out var high);
        return high;
    }

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);

    private static float Float(uint bits) => BitConverter.UInt32BitsToSingle(bits);
}
