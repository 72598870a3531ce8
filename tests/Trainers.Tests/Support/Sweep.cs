using MLNet.Vae.Tests.Training.Managed;

namespace MLNet.Vae.Tests.Support;

/// <summary>What the tests of kernels run over.</summary>
internal static class Sweep
{
    /// <summary>Every padded length from 0 to 272.</summary>
    public static readonly int[] PaddedLengths = [.. Enumerable.Range(0, 18).Select(i => 16 * i)];

    /// <summary>
    /// Whether this process runs the kernels without some instructions, in which case a vector operation may be a loop and a test is
    /// content with a sample.
    /// </summary>
    public static bool IsSample => Environment.GetEnvironmentVariable(InstructionSetTests.Variable) is not null;

    /// <summary>All of them, or one in <paramref name="every"/> where a sample does.</summary>
    public static IEnumerable<T> Of<T>(IEnumerable<T> all, int every) => all.Where((_, i) => !IsSample || i % every == 0);

    /// <summary>One step, or a longer one where a sample does.</summary>
    public static int Stride(int stride, int longer) => IsSample ? longer : stride;
}
