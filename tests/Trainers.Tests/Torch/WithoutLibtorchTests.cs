using System.Diagnostics;
using MLNet.Vae.Torch;

namespace MLNet.Vae.Tests.Torch;

/// <summary>
/// Runs the tests for a machine without libtorch in a process that has these assemblies and no native library beside them.
/// </summary>
public sealed class WithoutLibtorchTests
{
    [Fact]
    public async Task NothingThrowsAndNothingIsPrinted()
    {
        Assert.SkipUnless(TorchLibrary.IsAvailable, "libtorch cannot be loaded here, so this process runs those tests itself.");
        var folder = Directory.CreateTempSubdirectory("without-libtorch-");
        try
        {
            // Without its .deps.json a program finds the assemblies of its own folder, and no package's native library.
            foreach (string pattern in new[] { "*.dll", "*.runtimeconfig.json" })
            {
                foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory, pattern))
                    File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            string assembly = Path.Combine(folder.FullName, typeof(WithoutLibtorchTests).Assembly.GetName().Name + ".dll");
            string output = await Run(assembly, typeof(BackendSelectionTests).FullName!);
            Assert.Matches(@"Errors: 0, Failed: 0, Skipped: 2,", output); // the two that need libtorch
            Assert.DoesNotContain("LoadNativeBackend", output);
            Assert.DoesNotContain("This application or script uses TorchSharp", output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> Run(string assembly, string testClass)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, "-noColor", "-class", testClass])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("LD_LIBRARY_PATH");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output + await errors;
    }
}
