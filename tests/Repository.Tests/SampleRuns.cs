namespace MLNet.Vae.Tests.Repository;

/// <summary>The samples, run on the packed packages: all of them once the first output is asked for, and two at a time.</summary>
public sealed class SampleRuns
{
    private const int AtOnce = 2;

    private readonly Lazy<IReadOnlyDictionary<string, Task<string>>> _runs;

    public SampleRuns(PackedPackages packed)
    {
        ArgumentNullException.ThrowIfNull(packed);
        _runs = new(() =>
        {
            // Not disposed: a run that nobody waits for any more still releases it.
            var slots = new SemaphoreSlim(AtOnce);
            return Sample.All.ToDictionary(sample => sample.Name, sample => Task.Run(() => Run(sample, slots)));
        });
    }

    /// <summary>What a sample printed.</summary>
    internal Task<string> Output(Sample sample) => _runs.Value[sample.Name];

    // Into a folder that each packing empties: the cache of 'dotnet run' knows whether the file is the same, and not whether the packages are.
    private static async Task<string> Run(Sample sample, SemaphoreSlim slots)
    {
        await slots.WaitAsync();
        try
        {
            return Dotnet.Run("run", "--artifacts-path", $"artifacts/smoke/samples/{sample.Name}", sample.File);
        }
        finally
        {
            slots.Release();
        }
    }
}
