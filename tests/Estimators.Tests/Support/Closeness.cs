namespace MLNet.Vae.Tests.Support;

/// <summary>Compares what two runtimes give.</summary>
internal static class Closeness
{
    public const float Tolerance = 1e-4f, PValueTolerance = 1e-3f;

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
