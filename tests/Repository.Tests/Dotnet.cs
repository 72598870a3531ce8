using System.Diagnostics;

namespace MLNet.Vae.Tests.Repository;

/// <summary>
/// The SDK's command line, run in the repository's root. Its name is a collection of tests, which build one after the other.
/// </summary>
internal static class Dotnet
{
    /// <summary>The one that runs these tests.</summary>
    public static string Host { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Runs a command that has to succeed.</summary>
    /// <returns>What it printed, with line feeds alone.</returns>
    public static string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Host, arguments)
        {
            WorkingDirectory = RepositoryFiles.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_NOLOGO"] = start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        // A build that is left running for the next one would keep our end of its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{output}{errors.GetAwaiter().GetResult()}");
        return output.ReplaceLineEndings("\n");
    }
}
