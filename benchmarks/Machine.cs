using System.Runtime.InteropServices;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Benchmarks;

/// <summary>What a figure was measured on.</summary>
public static class Machine
{
    private const string LinuxProcessor = "/proc/cpuinfo", ModelName = "model name", LinuxLoad = "/proc/loadavg";

    public static string Description =>
        $"{Processor}, {Environment.ProcessorCount} cores, vectors of {VectorWidth.Bits} bits, " +
        $"{RuntimeInformation.FrameworkDescription}, {DateTime.UtcNow:yyyy-MM-dd}";

    /// <summary>How many threads of the whole machine ran or waited to, the mean of the last minute, where the system says it.</summary>
    public static string Load => File.Exists(LinuxLoad) ? $"load average {File.ReadAllText(LinuxLoad).Split(' ')[0]}" : "load unknown";

    private static string Processor
    {
        get
        {
            string? line = File.Exists(LinuxProcessor)
                ? File.ReadLines(LinuxProcessor).FirstOrDefault(line => line.StartsWith(ModelName, StringComparison.Ordinal))
                : null;
            return line?[(line.IndexOf(':') + 1)..].Trim() ?? $"{RuntimeInformation.ProcessArchitecture}";
        }
    }
}
