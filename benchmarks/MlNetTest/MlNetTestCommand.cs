using System.CommandLine;
using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MLNet.Vae.Benchmarks.MlNetTest;

/// <summary>
/// ML.NET's own test of anomaly detection: trained on the zeros of MNIST, asked for the other digits. The VAE at its defaults beside
/// RandomizedPca.
/// </summary>
internal static class MlNetTestCommand
{
    private const string Train = "MNIST.Train.0-class.tiny.txt.gz", Test = "MNIST.Test.tiny.txt.gz";

    // As many as ML.NET's test takes.
    private const int FalsePositives = 5, Pixels = 784;

    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = $"Holds {Train} and {Test}." };
        var seeds = CountOption.Create("--seeds", "Seeds to take the mean over.", byDefault: 3);
        var command = new Command("mlnet-test", "ML.NET's own test of anomaly detection.") { folder.AcceptExistingOnly(), seeds };
        command.SetAction(parsed => Report(parsed.GetRequiredValue(folder), parsed.GetValue(seeds)!.Value));
        return command;
    }

    private static void Report(DirectoryInfo folder, int seeds)
    {
        var mlContext = new MLContext(seed: 1);
        var train = Read(mlContext, Path.Combine(folder.FullName, Train));
        var test = Read(mlContext, Path.Combine(folder.FullName, Test));
        Print("vae", seeds, seed => mlContext.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options { Seed = seed }));
        Print("randomized-pca", seeds, seed => mlContext.AnomalyDetection.Trainers.RandomizedPca(new RandomizedPcaTrainer.Options { Seed = seed }));

        void Print(string name, int count, Func<int, IEstimator<ITransformer>> create)
        {
            var all = Enumerable.Range(1, count).Select(seed => mlContext.AnomalyDetection.Evaluate(
                create(seed).Fit(train).Transform(test), falsePositiveCount: FalsePositives)).ToArray();
            Console.WriteLine(
                $"{name} {all.Average(one => one.AreaUnderRocCurve):F4} {all.Average(one => one.DetectionRateAtFalsePositiveCount):F4}");
        }
    }

    // A line is the digit, the number of pixels, and 'pixel:value' of those that are not 0.
    private static IDataView Read(MLContext mlContext, string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var rows = new List<Row>();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split('\t', StringSplitOptions.RemoveEmptyEntries);
            var row = new Row { Label = cells[0] == "0" ? 0 : 1, Features = new float[Pixels] };
            foreach (string cell in cells.Skip(2))
                row.Features[int.Parse(cell[..cell.IndexOf(':')])] = float.Parse(cell[(cell.IndexOf(':') + 1)..]);
            rows.Add(row);
        }

        return mlContext.Data.LoadFromEnumerable(rows);
    }

    private sealed class Row
    {
        public float Label { get; set; }

        [VectorType(Pixels)]
        public float[] Features { get; set; } = [];
    }
}
