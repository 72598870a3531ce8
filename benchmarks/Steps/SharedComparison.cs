using System.Globalization;

namespace MLNet.Vae.Benchmarks.Steps;

/// <summary>
/// Training steps beside busy threads: on one thread, on all, and on as many as the training chooses while it runs, in turn.
/// </summary>
internal static class SharedComparison
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    public static void Run(int rounds, int[] busy)
    {
        Console.WriteLine($"{Machine.Description}, {Machine.Load} at the start; {rounds} times {Length.TotalSeconds:f0} s of each, in turn");
        Console.WriteLine();
        Console.WriteLine("| case | busy threads beside it | one thread, ms a step | all threads | chosen while it runs | over the lesser |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var @case in new[] { StepCase.All[0], StepCase.All[2] })
        {
            foreach (int count in busy)
            {
                using var beside = new BusyThreads(count);
                List<double> one = [], all = [], chosen = [];
                for (int round = 0; round < rounds; round++)
                {
                    one.Add(StepTimer.MeanStep(@case, threads: 1, Length));
                    all.Add(StepTimer.MeanStep(@case, Environment.ProcessorCount, Length));
                    chosen.Add(StepTimer.MeanStep(@case, threads: null, Length));
                }

                double lesser = Math.Min(Median.Of(one), Median.Of(all));
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {@case.Name} | {count} | {Median.Of(one):g3} | {Median.Of(all):g3} | {Median.Of(chosen):g3} | " +
                    $"{Median.Of(chosen) / lesser:f2} |"));
            }
        }
    }
}
