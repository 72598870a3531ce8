namespace MLNet.Vae.Tests.Support;

/// <summary>Compares what two runtimes give.</summary>
internal static class Closeness
{
    public const float Tolerance = 1e-4f;

    /// <summary>Where a score lies beside one of the 200 calibration scores, rounding decides which comes first.</summary>
    public const float PValueTolerance = 1.01f / 201;

    /// <summary>Asserts that values differ by no more than the tolerance, absolute plus relative.</summary>
    public static void AssertClose(IEnumerable<float> expected, IEnumerable<float> found, float tolerance = Tolerance)
    {
        float[] wanted = [.. expected], had = [.. found];
        Assert.Equal(wanted.Length, had.Length);
        for (int i = 0; i < had.Length; i++)
        {
            double difference = Math.Abs((double)wanted[i] - had[i]);
            bool close = difference <= tolerance * (1 + Math.Abs((double)wanted[i]));
            Assert.True(close, $"Value {i}: {wanted[i]} is expected, {had[i]} found.");
        }
    }
}
