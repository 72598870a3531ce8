using System.Diagnostics;

namespace MLNet.Vae.Tests.Repository.Examples;

/// <summary>An example as a user runs it: its program, in a process of its own.</summary>
internal static class ExampleRun
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="example">Its folder's name.</param>
    /// <param name="arguments">Those of its command line.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> Run(string example, params string[] arguments)
    {
        // Beside these tests, in the folder of the same configuration.
        string here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string program = Path.Combine(here, "..", "..", example, Path.GetFileName(here), $"MLNet.Vae.Examples.{example}.dll");
        var start = new ProcessStartInfo(Dotnet.Host, [Path.GetFullPath(program), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await errors);
    }
}
