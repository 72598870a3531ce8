namespace MLNet.Vae.Tests.Support;

/// <summary>Comparison of floating-point results, with a message that says how far off they are.</summary>
internal static class Close
{
    /// <summary>|found − expected| ≤ tolerance · max(1, |expected|).</summary>
    public static void To(double expected, double found, double tolerance, string what = "value")
    {
        double scale = Math.Max(1, Math.Abs(expected));
        if (!(Math.Abs(found - expected) <= tolerance * scale))
            Assert.Fail($"{what} is {found:r}, expected {expected:r} within {tolerance:g3} of {scale:g4}");
    }

    /// <summary>Every number of two vectors, as <see cref="To(double, double, double, string)"/>.</summary>
    public static void To(ReadOnlySpan<double> expected, ReadOnlySpan<float> found, double tolerance, string what = "value")
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(found[i] - expected[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i]))))
                To(expected[i], found[i], tolerance, $"{what}[{i}]");
        }
    }

    /// <summary>‖found − expected‖ ≤ tolerance · ‖expected‖; exact zeros where all that is expected is zero.</summary>
    public static void InNorm(ReadOnlySpan<double> expected, ReadOnlySpan<float> found, double tolerance, string what)
    {
        Assert.Equal(expected.Length, found.Length);
        double difference = 0, norm = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            difference += Math.Pow(found[i] - expected[i], 2);
            norm += expected[i] * expected[i];
        }

        (difference, norm) = (Math.Sqrt(difference), Math.Sqrt(norm));
        if (!(difference <= tolerance * norm))
            Assert.Fail($"{what} is off by {difference:g3} of {norm:g4}, expected at most {tolerance:g3} of it");
    }

    /// <summary>The same bits, NaN included.</summary>
    public static void ToTheBit(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(found[i]))
                Assert.Fail($"value {i} is {found[i]:r}, expected exactly {expected[i]:r}");
        }
    }
}
