using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Benchmarks.Text;

/// <summary>
/// A training on documents as FeaturizeText leaves them, wide and nearly empty: when it first says how long it takes, whether that was true,
/// and what memory the process took.
/// </summary>
internal static class TextCommand
{
    // Those of 3,000 news articles with FeaturizeText's own options.
    private const int Documents = 3_000, Slots = 66_071, SlotsOfDocument = 100;

    public static Command Create()
    {
        var command = new Command("text", "A training on wide, sparse rows: what it says of its length, and its memory.");
        command.SetAction(_ => Print());
        return command;
    }

    private static void Print()
    {
        var mlContext = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Document));
        schema[nameof(Document.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Slots);
        var rows = mlContext.Data.LoadFromEnumerable(MakeDocuments(), schema);
        double before = PeakMegabytes();
        var clock = Stopwatch.StartNew();
        string? first = null;
        mlContext.Log += (_, e) =>
        {
            if (first is null && e.Message.Contains(" left."))
                first = string.Create(CultureInfo.InvariantCulture, $"after {clock.Elapsed.TotalSeconds:f1} s: \"{e.Message[e.Message.IndexOf("about", StringComparison.Ordinal)..]}\"");
        };
        VaeTrainingProgress? last = null;
        var options = new VaeEstimator.Options { Seed = 1, Progress = new Last(progress => last = progress) };
        mlContext.AnomalyDetection.Trainers.Vae(options).Fit(rows);
        double seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine($"{Machine.Description}, {Machine.Load}\n");
        Console.WriteLine("| rows | slots, of which not zero | first word of the time | training, s | steps | rows a second | peak memory, MB, of which before |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {Documents:N0} | {Slots:N0}, {SlotsOfDocument} | {first} | {seconds:f0} | {last!.Step:N0} of {last.NumberOfSteps:N0} | {last.RowsPerSecond:N0} | {PeakMegabytes():N0}, {before:N0} |"));
    }

    // Words of a topic come together, and frequent ones by Zipf's law.
    private static IEnumerable<Document> MakeDocuments()
    {
        var random = new Random(1);
        for (int row = 0; row < Documents; row++)
        {
            int topic = random.Next(20);
            var words = new SortedSet<int>();
            while (words.Count < SlotsOfDocument)
            {
                int word = (int)Math.Pow(Slots, random.NextDouble()) - 1;
                words.Add((word + (random.Next(2) == 0 ? 0 : topic * (Slots / 20))) % Slots);
            }

            float value = 1 / MathF.Sqrt(SlotsOfDocument); // of length 1, as FeaturizeText makes them
            yield return new Document { Features = new VBuffer<float>(Slots, SlotsOfDocument, [.. Enumerable.Repeat(value, SlotsOfDocument)], [.. words]) };
        }
    }

    private static double PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1e6;
    }

    private sealed class Last(Action<VaeTrainingProgress> report) : IProgress<VaeTrainingProgress>
    {
        public void Report(VaeTrainingProgress value) => report(value);
    }

    /// <summary>What ML.NET reads.</summary>
    public sealed class Document
    {
        public VBuffer<float> Features { get; set; }
    }
}
