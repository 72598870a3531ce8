using System.ComponentModel;
using System.Diagnostics;

namespace MLNet.Vae.Tests.Report.Browser;

/// <summary>
/// Where the browser is that pages are tried in. The environment variable CHROMIUM names one; else it is the first of the usual names on the
/// path; else Debian's package is installed where this process may do so: it is root's, and there is apt-get. Without a network that fails within
/// seconds, since apt is told to try once and to wait for no one; a download that takes more than a minute and a half is ended.
/// </summary>
internal static class Chromium
{
    private const string Variable = "CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

    private static readonly TimeSpan DownloadLimit = TimeSpan.FromSeconds(90);

    private static readonly Lazy<(string? Path, string Reason)> Found = new(FindOrInstall);

    /// <summary>The browser's path; skips the test that asks, and says why, where there is none.</summary>
    public static string Require()
    {
        Assert.SkipWhen(Found.Value.Path is null, Found.Value.Reason);
        return Found.Value.Path!;
    }

    private static (string? Path, string Reason) FindOrInstall()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return File.Exists(named) ? (named, "") : (null, $"{Variable} is '{named}', and there is no such file.");
        if (OnPath(Names) is { } present)
            return (present, "");

        string none = $"There is no browser on the path ({string.Join(", ", Names)}), and {Variable} names none";
        if (!Environment.IsPrivilegedProcess || OnPath(["apt-get"]) is not { } apt)
            return (null, $"{none}; it is not installed either, which takes root and apt-get.");
        string? failure = Install(apt);
        return OnPath(Names) is { } installed
            ? (installed, "")
            : (null, $"{none}; 'apt-get install chromium' did not bring one: {failure ?? "it is there already, elsewhere."}");
    }

    private static string? OnPath(string[] names)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string extension = OperatingSystem.IsWindows() ? ".exe" : "";
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name + extension))).FirstOrDefault(File.Exists);
    }

    // Loaded first, which may be ended half-way; unpacked then, which may not, and takes what a disk takes.
    private static string? Install(string apt)
    {
        string[] once = ["-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10", "-o", "Acquire::https::Timeout=10", "-o", "DPkg::Lock::Timeout=5"];
        string[] install = ["install", "-y", "-q", "--no-install-recommends", .. once, "chromium"];
        return Run(apt, [.. install, "--download-only"], DownloadLimit) ?? Run(apt, [.. install, "--no-download"], Timeout.InfiniteTimeSpan);
    }

    /// <returns>Why it failed: its last line; null where it did not.</returns>
    private static string? Run(string program, string[] arguments, TimeSpan limit)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true, // an open question ends it, and does not wait
        };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(limit))
            {
                process.Kill(entireProcessTree: true);
                return $"it took more than {limit.TotalSeconds} s.";
            }

            string lastLine = $"{output.GetAwaiter().GetResult()}\n{errors.GetAwaiter().GetResult()}".TrimEnd().Split('\n')[^1];
            return process.ExitCode == 0 ? null : lastLine;
        }
        catch (Win32Exception refused)
        {
            return refused.Message;
        }
    }
}
