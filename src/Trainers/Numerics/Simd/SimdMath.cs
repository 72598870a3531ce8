using System.Runtime.CompilerServices;

namespace MLNet.Vae.Numerics.Simd;

/// <summary>
/// Elementary functions in single precision for every width. Polynomials are minimax fits on the reduced range in the manner of Cephes
/// (Moshier 1984); the errors stated are those that the tests hold them to. Without an instruction that rounds a multiply-add once they are
/// the same but for 1 + eˣ, within 1.8 ulp, and sine and cosine, within 1.2e-7.
/// </summary>
internal static class SimdMath<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    // Adding and subtracting 1.5 · 2²³ rounds to the nearest integer, which then stands in the low bits.
    private const float Rounder = 12582912f;

    /// <summary>ln 2 in two parts, the first of which has few enough bits that its multiples are exact.</summary>
    private const float LnTwoHigh = 0.693359375f, LnTwoLow = -2.12194440e-4f;

    /// <summary>eˣ within 1.1 ulp for x in [-87, 88]; what lies outside is taken for the nearer end. NaN gives one of the ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Exp(TV x)
    {
        var rest = Exp(x, out var power);
        return TS.Fma(power, rest, power);
    }

    /// <summary>1 + eˣ within 1.7 ulp, x as for <see cref="Exp(TV)"/>; ready sooner than a sum taken after eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV OnePlusExp(TV x)
    {
        var rest = Exp(x, out var power);
        return TS.Fma(power, rest, TS.Add(power, TS.Create(1f)));
    }

    /// <summary>The natural logarithm within 0.9 ulp for finite normal x &gt; 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Log(TV x)
    {
        var exponent = TS.ShiftRightSigned(TS.SubtractBits(x, TS.CreateBits(0x3f3504f3)), 23); // x = 2ⁿ m with m in [√½, √2)
        var m = TS.Subtract(TS.SubtractBits(x, TS.ShiftLeft(exponent, 23)), TS.Create(1f));
        var n = TS.FromInteger(exponent);
        var z = TS.Multiply(m, m);
        var p = TS.Create(7.0376836292e-2f);
        p = TS.Fma(p, m, TS.Create(-1.1514610310e-1f));
        p = TS.Fma(p, m, TS.Create(1.1676998740e-1f));
        p = TS.Fma(p, m, TS.Create(-1.2420140846e-1f));
        p = TS.Fma(p, m, TS.Create(1.4249322787e-1f));
        p = TS.Fma(p, m, TS.Create(-1.6668057665e-1f));
        p = TS.Fma(p, m, TS.Create(2.0000714765e-1f));
        p = TS.Fma(p, m, TS.Create(-2.4999993993e-1f));
        p = TS.Fma(p, m, TS.Create(3.3333331174e-1f));
        p = TS.Multiply(TS.Multiply(p, m), z);
        p = TS.Fma(n, TS.Create(LnTwoLow), p);
        p = TS.Fma(z, TS.Create(-0.5f), p);
        return TS.Fma(n, TS.Create(LnTwoHigh), TS.Add(m, p));
    }

    /// <summary>
    /// 1 / (1 + e⁻ˣ) within 2.5 ulp for x ≥ -87; what lies below -88 is taken for -88, which gives 6e-39. NaN gives one of the ends.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Sigmoid(TV x) => TS.Divide(TS.Create(1f), OnePlusExp(TS.Subtract(TS.Create(0f), x)));

    /// <summary>sin πt and cos πt within 1e-7 for t in [-1, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCosPi(TV t, out TV sin, out TV cos)
    {
        var rounded = TS.Fma(t, TS.Create(2f), TS.Create(Rounder)); // the nearest quarter turn
        var f = TS.Fma(TS.Subtract(rounded, TS.Create(Rounder)), TS.Create(-0.5f), t);
        var q = TS.Multiply(f, f);
        var s = TS.Create(-0.5890768774315802f);
        s = TS.Fma(s, q, TS.Create(2.54976713146047f));
        s = TS.Fma(s, q, TS.Create(-5.167707825227303f));
        s = TS.Fma(s, q, TS.Create(3.1415926439200508f));
        s = TS.Multiply(s, f);
        var c = TS.Create(-1.3061283498914236f);
        c = TS.Fma(c, q, TS.Create(4.057577723398808f));
        c = TS.Fma(c, q, TS.Create(-4.934788043344115f));
        c = TS.Fma(c, q, TS.Create(0.9999999723759494f));
        var odd = TS.ShiftRightSigned(TS.ShiftLeft(rounded, 31), 31); // an odd quarter turn swaps sine and cosine
        var sinSign = TS.ShiftLeft(TS.ShiftRight(rounded, 1), 31);
        var cosSign = TS.ShiftLeft(TS.ShiftRight(TS.AddBits(rounded, TS.CreateBits(1)), 1), 31);
        sin = TS.Xor(TS.Select(odd, c, s), sinSign);
        cos = TS.Xor(TS.Select(odd, s, c), cosSign);
    }

    // eˣ = 2ⁿ (1 + rest).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Exp(TV x, out TV power)
    {
        x = TS.Min(TS.Max(x, TS.Create(-87f)), TS.Create(88f));
        var rounded = TS.Fma(x, TS.Create(1.44269504f), TS.Create(Rounder));
        power = TS.AddBits(TS.Create(1f), TS.ShiftLeft(rounded, 23));
        var n = TS.Subtract(rounded, TS.Create(Rounder));
        var r = TS.Fma(n, TS.Create(-LnTwoHigh), x);
        r = TS.Fma(n, TS.Create(-LnTwoLow), r);
        var r2 = TS.Multiply(r, r);
        // Estrin's order: the pairs do not wait for each other.
        var a = TS.Fma(TS.Create(1.9875691500e-4f), r, TS.Create(1.3981999507e-3f));
        var b = TS.Fma(TS.Create(8.3334519073e-3f), r, TS.Create(4.1665795894e-2f));
        var c = TS.Fma(TS.Create(1.6666665459e-1f), r, TS.Create(5.0000001201e-1f));
        return TS.Fma(TS.Fma(TS.Fma(a, r2, b), r2, c), r2, r);
    }
}
