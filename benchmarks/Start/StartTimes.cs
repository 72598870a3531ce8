using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Benchmarks.Start;

/// <summary>
/// Builds and publishes tests/NativeProgram (<see cref="VaeModel.Load(string)"/>) and tests/ScoringProgram (<c>mlContext.Model.Load</c>), and runs
/// them in turn on one model of six features: from the start of the process to the line with the first score. Runs in the repository's root.
/// </summary>
internal static class StartTimes
{
    private const string Results = "benchmarks/results/start.md", Folder = "artifacts/start";
    private const string Engine = "MLNet.Vae.NativeProgram", MlNet = "MLNet.Vae.ScoringProgram";
    private const int Width = 6, TrainingRows = 500;

    public static void Run(int rounds)
    {
        Directory.CreateDirectory(Folder);
        string onnx = Path.GetFullPath($"{Folder}/model.onnx"), zip = Path.GetFullPath($"{Folder}/model.zip"), rows = Path.GetFullPath($"{Folder}/rows.csv");
        SaveModel(onnx, zip, rows);
        string[] engine = ["score", onnx], mlNet = [zip, rows, "Score"];
        (string What, string How, string[] Command, int Line)[] programs =
        [
            ("no model, a line of text", "JIT", [.. Build(Engine), "nothing"], 1),
            ("no model, a line of text", "AOT", [.. Publish(Engine, "aot"), "nothing"], 1),
            ("`VaeModel.Load`, `Score`", "JIT", [.. Build(Engine), .. engine], 1),
            ("`VaeModel.Load`, `Score`", "ReadyToRun", [.. Publish(Engine, "r2r", "-p:PublishAot=false", "-p:PublishReadyToRun=true"), .. engine], 1),
            ("`VaeModel.Load`, `Score`", "AOT", [.. Publish(Engine, "aot"), .. engine], 1),
            ("`mlContext.Model.Load`, `Transform`", "JIT", [.. Build(MlNet), .. mlNet], 2),
            ("`mlContext.Model.Load`, `Transform`", "ReadyToRun", [.. Publish(MlNet, "r2r", "-p:PublishReadyToRun=true"), .. mlNet], 2),
        ];

        var times = programs.Select(_ => new List<(double Passed, double Processor)>()).ToArray();
        string load = Machine.Load;
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < programs.Length; i++)
                times[i].Add(Measure(programs[i].Command, programs[i].Line));
        }

        string[] lines =
        [
            $"{Machine.Description}, {load}; {rounds} runs of each, in turn",
            "",
            "| program | compiled | start to first score, ms: least (median) | processor time of the process, ms: least (median) |",
            "|---|---|---|---|",
            .. programs.Select((program, i) =>
                $"| {program.What} | {program.How} | {Show(times[i].Select(time => time.Passed))} | {Show(times[i].Select(time => time.Processor))} |"),
        ];
        File.WriteAllText(Results, string.Join('\n', lines) + '\n');
        foreach (string line in lines)
            Console.WriteLine(line);
    }

    private static string Show(IEnumerable<double> times) =>
        string.Create(CultureInfo.InvariantCulture, $"{times.Min():f0} ({Median.Of(times):f0})");

    private static void SaveModel(string onnx, string zip, string rows)
    {
        var random = new Random(1);
        var mlContext = new MLContext(seed: 1);
        var data = mlContext.Data.LoadFromEnumerable(
            Enumerable.Range(0, TrainingRows).Select(_ => new Row { Features = [.. Enumerable.Range(0, Width).Select(_ => random.NextSingle())] }).ToArray());
        var model = mlContext.AnomalyDetection.Trainers.Vae(numberOfEpochs: 5, seed: 1).Fit(data);
        model.Model.Save(onnx);
        mlContext.Model.Save(model, data.Schema, zip);
        File.WriteAllText(rows, $"{string.Join(',', Enumerable.Repeat("0.5", Width))}\n");
    }

    private static string[] Build(string name)
    {
        Start("dotnet", "build", Project(name), "--configuration", "Release");
        return ["dotnet", Path.GetFullPath($"artifacts/bin/{name}/release/{name}.dll")];
    }

    private static string[] Publish(string name, string kind, params string[] settings)
    {
        string folder = $"{Folder}/{name}-{kind}";
        Start([
            "dotnet", "publish", Project(name), "--configuration", "Release", "--runtime", RuntimeInformation.RuntimeIdentifier,
            "--self-contained", kind == "aot" ? "true" : "false", "--output", folder, .. settings,
        ]);
        return kind == "aot"
            ? [Path.GetFullPath(Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))]
            : ["dotnet", Path.GetFullPath(Path.Combine(folder, name + ".dll"))];
    }

    private static string Project(string name) => $"tests/{name.Split('.')[^1]}";

    /// <summary>Milliseconds from the start of a process to the end of one of its lines, and of processor time until its end.</summary>
    private static (double Passed, double Processor) Measure(string[] command, int line)
    {
        double before = ChildTime.Milliseconds;
        long start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        for (int i = 0; i < line; i++)
        {
            if (process.StandardOutput.ReadLine() is null)
                throw new InvalidOperationException($"{string.Join(' ', command)} ended before its line {line}.");
        }

        double passed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (passed, ChildTime.Milliseconds - before);
    }

    private static void Start(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)}\n{output}");
    }

    private sealed class Row
    {
        [VectorType(Width)]
        public float[] Features { get; set; } = [];
    }
}
