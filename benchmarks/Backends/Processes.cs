using System.Diagnostics;
using System.Globalization;

namespace MLNet.Vae.Benchmarks.Backends;

/// <summary>Programs that print one number.</summary>
internal static class Processes
{
    /// <summary>This program with other arguments.</summary>
    public static double Ours(string[] arguments, int threads) => Run(Environment.ProcessPath!, [.. OwnAssembly(), .. arguments], threads);

    /// <summary>A script beside this program.</summary>
    public static double Peer(string python, string script, string[] arguments, int threads) =>
        Run(python, [Path.Combine(AppContext.BaseDirectory, script), .. arguments], threads);

    private static string[] OwnAssembly() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Processes).Assembly.Location] : [];

    // MKL and OpenBLAS have threads of their own, which libtorch's setting does not reach.
    private static double Run(string program, string[] arguments, int threads)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["MKL_NUM_THREADS"] = $"{threads}";
        start.Environment["OPENBLAS_NUM_THREADS"] = $"{threads}";
        start.Environment["OMP_NUM_THREADS"] = $"{threads}";
        if (program != Environment.ProcessPath)
            start.Environment["OMP_WAIT_POLICY"] = "PASSIVE"; // else the threads of OpenBLAS and OpenMP of a PyTorch fight for the cores
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? double.Parse(output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
