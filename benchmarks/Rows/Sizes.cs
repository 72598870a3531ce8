using System.Diagnostics;

namespace MLNet.Vae.Benchmarks.Rows;

/// <summary>How the cost of a row depends on how many there are: it should not.</summary>
internal static class Sizes
{
    private const int LeastRows = 3_000_000, Rounds = 5;

    public static void Print(int[] counts)
    {
        var model = Table.Model();
        float[] rows = Table.Rows(counts.Max()), scores = new float[counts.Max()];
        var cases = counts.Select(count => new Case(count, [], [])).ToArray();
        for (int round = 0; round < Rounds; round++) // in turn, so that all see the same minutes of the machine
        {
            foreach (var @case in cases)
                Measure(@case, model, rows, scores);
        }

        Console.WriteLine("| rows | training, ns a row and epoch | scoring, ns a row | bytes allocated a scored row |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var (count, training, scoring) in cases)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            model.Score(rows.AsSpan(0, count * Table.Features), scores.AsSpan(0, count));
            double bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)count;
            Console.WriteLine($"| {count} | {Median.Of(training):f0} | {Median.Of(scoring):f0} | {bytes:f3} |");
        }
    }

    private static void Measure(Case @case, VaeModel model, float[] rows, float[] scores)
    {
        int repeats = Math.Max(1, LeastRows / @case.Count);
        var some = rows.AsMemory(0, @case.Count * Table.Features);
        // Twice as many epochs cost what the epochs cost; what is left is done once: statistics, thresholds, memory.
        double Fit(int epochs) => Nanoseconds(() => VaeModel.Fit(some, Table.Features, Options(epochs)));
        @case.Training.Add((Fit(2 * repeats) - Fit(repeats)) / repeats / @case.Count);
        @case.Scoring.Add(Nanoseconds(() =>
        {
            for (int i = 0; i < repeats; i++)
                model.Score(some.Span, scores.AsSpan(0, @case.Count));
        }) / repeats / @case.Count);
    }

    private static VaeOptions Options(int epochs)
    {
        var options = Table.Options();
        options.NumberOfEpochs = epochs;
        options.NumberOfThreads = 1;
        return options;
    }

    private static double Nanoseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    private sealed record Case(int Count, List<double> Training, List<double> Scoring);
}
