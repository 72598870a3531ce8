using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace MLNet.Vae.Benchmarks.Steps;

/// <summary>
/// Publishes tests/NativeProgram natively and runs it in turn with the same program under the just-in-time compiler: a whole training of
/// 2,000 rows of 30 numbers with the default options. Runs in the repository's root.
/// </summary>
internal static class NativeComparison
{
    private const string Project = "tests/NativeProgram", Name = "MLNet.Vae.NativeProgram", Results = "benchmarks/results/aot.md";

    public static void Run(int rounds, int[] threads)
    {
        Dotnet("build", Project, "--configuration", "Release");
        string[] managed = ["dotnet", $"artifacts/bin/{Name}/release/{Name}.dll"];
        string?[] sets = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? [null, "x86-64-v2", "native"] : [null, "native"];
        string[] programs = [.. sets.Select(Publish)];
        var lines = new List<string>
        {
            $"{Machine.Description}; {rounds} runs of each, in turn",
            "",
            "| published with | program | threads | vectors, bits | training, s | without, s | times as long as without |",
            "|---|---|---|---|---|---|---|",
        };
        foreach (int count in threads)
        {
            var without = new List<double>();
            var native = programs.Select(_ => new List<(int Bits, double Seconds)>()).ToArray();
            for (int round = 0; round < rounds; round++)
            {
                without.Add(Train(managed, count).Seconds);
                for (int i = 0; i < programs.Length; i++)
                    native[i].Add(Train([programs[i]], count));
            }

            for (int i = 0; i < programs.Length; i++)
            {
                double[] ratios = [.. native[i].Zip(without, (a, b) => a.Seconds / b).Order()];
                lines.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| `PublishAot`{(sets[i] is { } set ? $", `IlcInstructionSet` {set}" : "")} | " +
                    $"{new FileInfo(programs[i]).Length / 1e6:f1} MB | {count} | {native[i][0].Bits} | " +
                    $"{Median.Of(native[i].Select(run => run.Seconds)):f2} | {Median.Of(without):f2} | " +
                    $"{Median.Of(ratios):f2} ({ratios[0]:f2} to {ratios[^1]:f2}) |"));
            }
        }

        File.WriteAllText(Results, string.Join('\n', lines) + '\n');
        lines.ForEach(Console.WriteLine);
    }

    private static string Publish(string? instructionSet)
    {
        string folder = $"artifacts/aot/{instructionSet ?? "default"}";
        string[] setting = instructionSet is null ? [] : [$"-p:IlcInstructionSet={instructionSet}"];
        Dotnet(["publish", Project, "--configuration", "Release", "--output", folder, .. setting]);
        return Path.Combine(folder, OperatingSystem.IsWindows() ? Name + ".exe" : Name);
    }

    private static (int Bits, double Seconds) Train(string[] command, int threads)
    {
        string[] words = Start([.. command, $"{threads}"]).Split('\n')[0].Split(' '); // "512 bits, 1.234 s"
        return (int.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[2], CultureInfo.InvariantCulture));
    }

    private static void Dotnet(params string[] arguments) => Start(["dotnet", .. arguments]);

    private static string Start(string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', command)}\n{output}");
    }
}
