using System.Diagnostics;
using System.Globalization;
using MLNet.Vae.Benchmarks.Steps;

namespace MLNet.Vae.Benchmarks.Rows;

/// <summary>
/// A row of VaeModel alone and among others, on one thread: the least of many short runs, which other programs on the machine hardly
/// change, and their median.
/// </summary>
internal static class ModelTimes
{
    private const int Count = 1200, Rounds = 300;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static void Print()
    {
        var model = Table.Model();
        float[] rows = Table.Rows(Count), embedding = new float[Count * Table.Latent], scores = new float[Count];
        var cases = new Case[]
        {
            new("encode, one at a time", () =>
            {
                for (int i = 0; i < Count; i++)
                    model.Encode(rows.AsSpan(i * Table.Features, Table.Features), embedding.AsSpan(i * Table.Latent, Table.Latent));
            }),
            new("encode, together", () => model.Encode(rows, embedding)),
            new("score with 8 samples, one at a time", () =>
            {
                for (int i = 0; i < Count; i++)
                    model.Score(rows.AsSpan(i * Table.Features, Table.Features), scores.AsSpan(i, 1));
            }),
            new("score with 8 samples, together", () => model.Score(rows, scores)),
        };
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmUp;)
            Array.ForEach(cases, @case => @case.Run());
        for (int round = 0; round < Rounds; round++) // in turn, so that all see the same minutes of the machine
            Array.ForEach(cases, @case => @case.Measure());

        double peak = FmaPeak.Measure() / 1e9;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Machine.Description}, {Machine.Load}, multiply-add peak {peak:f0} GFLOP/s a thread; {Rounds} runs of {Count} rows"));
        Console.WriteLine();
        Console.WriteLine("| | ns a row, least | median |");
        Console.WriteLine("|---|---|---|");
        foreach (var @case in cases)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {@case.Name} | {@case.Nanoseconds.Min():f0} | {Median.Of(@case.Nanoseconds):f0} |"));
        }
    }

    private sealed record Case(string Name, Action Run)
    {
        public List<double> Nanoseconds { get; } = [];

        public void Measure()
        {
            long start = Stopwatch.GetTimestamp();
            Run();
            Nanoseconds.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / Count);
        }
    }
}
