using System.Diagnostics;

namespace MLNet.Vae.Tests.Torch;

/// <summary>
/// An application that references this package and no native library, or one that does not load: a process of its own, with these
/// assemblies and no native library beside them.
/// </summary>
public sealed class WithoutLibtorchTests
{
    private const string Answers = "MLNET_VAE_WITHOUT_LIBTORCH";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NoLibrary_TrainsManagedAndNamesThePackageWhenAsked()
    {
        string output = await Run(_ => { });
        Assert.Contains(
            "Backend is TorchSharp on cpu, but no native library of TorchSharp was found: have the application reference the package " +
            "TorchSharp-cpu (TorchSharp-cuda-linux or TorchSharp-cuda-windows for a CUDA device). Leave Backend at null to train with what " +
            "there is.",
            output);
    }

    [Fact]
    public async Task LibraryThatDoesNotLoad_TrainsManagedAndSaysWhyWhenAsked()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What the loader says of a file that is no library is known of Linux.");
        string output = await Run(folder => File.WriteAllText(Path.Combine(folder, "libLibTorchSharp.so"), new string('x', 1000)));
        Assert.Matches("TorchSharp's native library could not be loaded: .*libLibTorchSharp.so: invalid ELF header. Leave", output);
    }

    // Runs in the process that the tests above start, and in no other.
    [Fact(Explicit = true)]
    public void Answer()
    {
        string file = Environment.GetEnvironmentVariable(Answers)!;
        var rows = TorchCase.Of("Gaussian").Rows();
        var options = new VaeOptions { NumberOfEpochs = 1 };
        Assert.Equal(TorchCase.FeatureCount, VaeModel.Fit(rows, TorchCase.FeatureCount, options, null, Cancelled).FeatureCount);
        foreach (var backend in new[] { TorchSharpBackend.Cpu, TorchSharpBackend.Cuda() })
        {
            options.Backend = backend;
            // The rows would be an error too: that of the backend comes before any look at them.
            var error = Assert.Throws<InvalidOperationException>(
                () => VaeModel.Fit(new[] { float.PositiveInfinity, 1 }, 1, options, null, Cancelled));
            Assert.Null(error.InnerException);
            File.AppendAllLines(file, [error.Message]);
        }
    }

    private static async Task<string> Run(Action<string> prepare)
    {
        var folder = Directory.CreateTempSubdirectory("without-libtorch-");
        try
        {
            // Without its .deps.json a program finds the assemblies of its own folder, and no package's native library.
            foreach (string pattern in new[] { "*.dll", "*.runtimeconfig.json" })
            {
                foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory, pattern))
                    File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            prepare(folder.FullName);
            string assembly = Path.Combine(folder.FullName, typeof(WithoutLibtorchTests).Assembly.GetName().Name + ".dll");
            string answers = Path.Combine(folder.FullName, "answers");
            string output = await Start(assembly, $"{typeof(WithoutLibtorchTests).FullName}.{nameof(Answer)}", answers);
            Assert.Matches("Total: 1, Errors: 0, Failed: 0, Skipped: 0,", output);
            // What TorchSharp prints where its library is missing and someone touches it all the same.
            Assert.DoesNotContain("LoadNativeBackend", output);
            Assert.DoesNotContain("This application or script uses TorchSharp", output);
            string[] messages = await File.ReadAllLinesAsync(answers, Cancelled);
            Assert.StartsWith("Backend is TorchSharp on cpu, but ", messages[0]);
            Assert.Equal(messages[0].Replace("on cpu", "on cuda:0"), messages[1]);
            return messages[0];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> Start(string assembly, string method, string answers)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, "-noColor", "-explicit", "only", "-method", method])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("LD_LIBRARY_PATH");
        start.Environment[Answers] = answers;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Cancelled);
        string output = await process.StandardOutput.ReadToEndAsync(Cancelled);
        await process.WaitForExitAsync(Cancelled);
        return output + await errors;
    }
}
