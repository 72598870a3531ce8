using System.CommandLine;

namespace MLNet.Vae.Benchmarks.Kernels;

/// <summary>Nanoseconds of each kernel on every width of vector.</summary>
internal static class KernelsCommand
{
    public static Command Create() => ShortRun.Create(
        "kernels", "The engine's kernels; with BenchmarkDotNet's arguments, --filter '*' for all.", [typeof(KernelTimes)]);
}
