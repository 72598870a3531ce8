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

    // Multiplications of the encoder 30→64→32→8 with both heads, and of the decoder 8→32→64→30, a pass; each is an addition, too.
    private const int Encoding = 30 * 64 + 64 * 32 + 32 * 2 * 8, Decoding = 8 * 32 + 32 * 64 + 64 * 30, Scoring = Encoding + 8 * Decoding;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static void Print()
    {
        var model = Table.Model();
        float[] rows = Table.Rows(Count), embedding = new float[Count * Table.Latent], scores = new float[Count];
        var cases = new Case[]
        {
            new("encode, one at a time", Encoding, () =>
            {
                for (int i = 0; i < Count; i++)
                    model.Encode(rows.AsSpan(i * Table.Features, Table.Features), embedding.AsSpan(i * Table.Latent, Table.Latent));
            }),
            new("encode, together", Encoding, () => model.Encode(rows, embedding)),
            new("score with 8 samples, one at a time", Scoring, () =>
            {
                for (int i = 0; i < Count; i++)
                    model.Score(rows.AsSpan(i * Table.Features, Table.Features), scores.AsSpan(i, 1));
            }),
            new("score with 8 samples, together", Scoring, () => model.Score(rows, scores)),
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
        Console.WriteLine("| | ns a row, least | median | share of the peak at the least |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var @case in cases)
        {
            double least = @case.Nanoseconds.Min();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {@case.Name} | {least:f0} | {Median.Of(@case.Nanoseconds):f0} | {2 * @case.Multiplications / (least * peak):p0} |"));
        }
    }

    private sealed record Case(string Name, int Multiplications, Action Run)
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
