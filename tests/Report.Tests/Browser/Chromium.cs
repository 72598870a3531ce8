using System.ComponentModel;
using System.Diagnostics;

namespace MLNet.Vae.Tests.Report.Browser;

/// <summary>
/// Where the browser is that pages are tried in. The environment variable CHROMIUM names one; else it is the first of the usual names on the
/// path; else Debian's package is installed where this process may do so: it is root's, and there is apt-get. Without a network that fails within
/// seconds, since apt is told to try once and to wait for no one; where it does not, it is ended after a minute and a half.
/// </summary>
internal static class Chromium
{
    private const string Variable = "CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

    private static readonly TimeSpan InstallLimit = TimeSpan.FromSeconds(90);

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
        return OnPath(Names) is { } installed ? (installed, "") : (null, $"{none}; 'apt-get install chromium' failed: {failure}");
    }

    private static string? OnPath(string[] names)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string extension = OperatingSystem.IsWindows() ? ".exe" : "";
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name + extension))).FirstOrDefault(File.Exists);
    }

    // Its last line, which says why it failed.
    private static string? Install(string apt)
    {
        string[] once = ["-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10", "-o", "Acquire::https::Timeout=10", "-o", "DPkg::Lock::Timeout=5"];
        var start = new ProcessStartInfo(apt, ["install", "-y", "-q", "--no-install-recommends", .. once, "chromium"])
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
            if (!process.WaitForExit(InstallLimit))
            {
                process.Kill(entireProcessTree: true);
                return $"it took more than {InstallLimit.TotalSeconds} s.";
            }

            return $"{output.GetAwaiter().GetResult()}\n{errors.GetAwaiter().GetResult()}".TrimEnd().Split('\n')[^1];
        }
        catch (Win32Exception refused)
        {
            return refused.Message;
        }
    }
}
