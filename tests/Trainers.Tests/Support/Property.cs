using CsCheck;

namespace MLNet.Vae.Tests.Support;

/// <summary>A property that is tried on examples: the same on every run, and made smaller when it fails.</summary>
internal static class Property
{
    private const int Attempts = 10_000; // at a smaller example

    // CsCheck's own seed is that of the first example alone; the others would be new ones on each run.
    public static void Holds<T>(this Gen<T> examples, Action<T> assert, int count = 200)
    {
        var random = new PCG(stream: 1, seed: 1);
        for (int i = 0; i < count; i++)
        {
            string seed = random.ToString();
            var example = examples.Generate(random, null, out _);
            try
            {
                assert(example);
            }
            catch (Exception)
            {
                examples.Sample(assert, seed: seed, iter: Attempts, threads: 1); // throws, with the smallest that it finds
                throw;
            }
        }
    }
}
