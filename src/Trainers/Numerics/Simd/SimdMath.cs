using System.Runtime.CompilerServices;

namespace MLNet.Vae.Numerics.Simd;

/// <summary>
/// Elementary functions in single precision for every width. Polynomials are minimax fits on the reduced range, that of the logarithm the one of
/// Cephes (Moshier 1984); the errors stated are those that the tests hold them to. Without an instruction that rounds a multiply-add once they
/// are larger: those of eˣ and of what is made of it by |x| ulp, those of sine and cosine are 1.2e-7.
/// </summary>
internal static class SimdMath<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    // Adding and subtracting 1.5 · 2²³ rounds to the nearest integer, which then stands in the low bits.
    private const float Rounder = 12582912f;

    // Off by 2e-9, which in eˣ = 2ⁿ eʳ counts n times.
    private const float LnTwo = 0.69314718f;

    // ln 2 in two parts, the first of which has few enough bits that its multiples are exact.
    private const float LnTwoHigh = 0.693359375f, LnTwoLow = -2.12194440e-4f;

    /// <summary>
    /// eˣ within 1.1 + |x| / 20 ulp for x in [-87, 88]; what lies outside is taken for the nearer end. NaN gives one of the ends.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Exp(TV x) => ExpOfMultiple(x, 1f);

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
    /// 1 / (1 + e⁻ˣ) within 2.5 + |x| / 20 ulp for x ≥ -87; what lies below -88 is taken for -88, which gives 6e-39. NaN gives one of the ends.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV Sigmoid(TV x) => TS.Divide(TS.Create(1f), TS.Add(TS.Create(1f), ExpOfMultiple(x, -1f)));

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

    // e to the power of sign · x, which takes no operation for the sign: 2ⁿ eʳ with |r| ≤ ½ ln 2. Few operations matter here: in scoring a row
    // a fourth of the time is spent on this one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV ExpOfMultiple(TV x, float sign)
    {
        x = TS.Min(TS.Max(x, TS.Create(sign > 0 ? -87f : -88f)), TS.Create(sign > 0 ? 88f : 87f));
        var rounded = TS.Fma(x, TS.Create(sign * 1.44269504f), TS.Create(Rounder));
        var n = TS.Subtract(rounded, TS.Create(Rounder));
        var r = TS.Fma(n, TS.Create(-sign * LnTwo), x); // times the sign: the terms of odd order have it
        var p = TS.Create(1.3820946915e-3f);
        p = TS.Fma(p, r, TS.Create(sign * 8.3686839789e-3f));
        p = TS.Fma(p, r, TS.Create(4.1668266058e-2f));
        p = TS.Fma(p, r, TS.Create(sign * 1.6666521132e-1f));
        p = TS.Fma(p, r, TS.Create(4.9999994040e-1f));
        p = TS.Fma(p, r, TS.Create(sign));
        p = TS.Fma(p, r, TS.Create(1f));
        return TS.AddBits(p, TS.ShiftLeft(rounded, 23));
    }
}
