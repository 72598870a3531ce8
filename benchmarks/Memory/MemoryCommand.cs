using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using MLNet.Vae.Benchmarks.Rows;

namespace MLNet.Vae.Benchmarks.Memory;

/// <summary>Whether the resident size of a process stays the same, however often models are loaded, fitted or served.</summary>
internal static class MemoryCommand
{
    private const int Rows = 300, Loads = 10_000, Fits = 1_000, Engines = 10_000;

    // What is there after so many has been warmed up: compiled code, pools, the heap's own room.
    private const int WarmUpDivisor = 10;

    public static Command Create()
    {
        var command = new Command("memory", "Resident size over many loads, fits and prediction engines.");
        command.SetAction(_ => Print());
        return command;
    }

    private static void Print()
    {
        Console.WriteLine($"{Machine.Description}\n");
        Console.WriteLine("| what is repeated | times | after a tenth, MB | after all | after as many more | the last over the first |");
        Console.WriteLine("|---|---|---|---|---|---|");
        float[] rows = Table.Rows(Rows), scores = new float[Rows];
        using var file = new MemoryStream();
        VaeModel.Fit(rows, Table.Features, Options(seed: 1)).Save(file);
        Repeat("`VaeModel.Load` and `Score`", Loads, _ =>
        {
            file.Position = 0;
            VaeModel.Load(file).Score(rows, scores);
        });
        Repeat("`VaeModel.Fit`", Fits, seed => VaeModel.Fit(rows, Table.Features, Options(seed)));

        var mlContext = new MLContext(seed: 1);
        var fitted = mlContext.AnomalyDetection.Trainers.Vae(Options(seed: 1)).Fit(mlContext.Data.LoadFromEnumerable(Table.Objects(Rows)));
        var row = Table.Objects(1)[0];
        Repeat("`PredictionEngine`, made, asked and disposed", Engines, _ =>
        {
            using var engine = mlContext.Model.CreatePredictionEngine<Table.Row, Prediction>(fitted);
            engine.Predict(row);
        });
    }

    private static VaeEstimator.Options Options(int seed)
    {
        var options = Table.Options();
        (options.NumberOfEpochs, options.Seed) = (2, seed);
        return options;
    }

    private static void Repeat(string name, int times, Action<int> action)
    {
        double first = After(times / WarmUpDivisor), all = After(times), more = After(times);
        Console.WriteLine($"| {name} | {times:N0} | {first:f0} | {all:f0} | {more:f0} | {more / first:f2} |");

        double After(int repeats)
        {
            for (int i = 0; i < repeats; i++)
                action(i);
            return ResidentMegabytes();
        }
    }

    private static double ResidentMegabytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1e6;
    }

    /// <summary>What ML.NET writes.</summary>
    public sealed class Prediction
    {
        public float Score { get; set; }
    }
}
