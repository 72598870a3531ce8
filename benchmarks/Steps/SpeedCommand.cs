using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace MLNet.Vae.Benchmarks.Steps;

/// <summary>
/// Milliseconds for one training step, and microseconds to encode a row: a line per case. With a peer, against another program in turn. And
/// a whole training in a program that is published natively, against the same program that is not; and steps beside busy threads.
/// </summary>
internal static class SpeedCommand
{
    private static readonly int[] UsualThreads = [1, 2], UsualBusy = [0, 1, 3];

    public static Command Create()
    {
        var threads = CountOption.Create("--threads", "Number of threads; without it 1, then 2.");
        var rounds = CountOption.Create("--rounds", "Runs of each program that is compared.", byDefault: 5);
        var steps = CountOption.Create("--steps", "Steps that are timed.", byDefault: 600);
        var json = new Option<bool>("--json") { Description = "A line of JSON for each case." };
        var peer = new Option<string?>("--peer")
        {
            Description = "A command that takes --threads N and prints such lines of JSON: it is run in turn with this one.",
        };
        threads.Recursive = rounds.Recursive = steps.Recursive = true;

        var aot = new Command("aot", "A whole training in a native program, against the same program that is not.");
        aot.SetAction(parsed => NativeComparison.Run(parsed.GetValue(rounds)!.Value, Threads(parsed.GetValue(threads))));
        var busy = new Argument<int[]>("BUSY")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "Numbers of busy threads.",
            DefaultValueFactory = _ => UsualBusy,
        };
        var shared = new Command("shared", "Training steps beside busy threads, on one thread, on all, and on as many as are chosen.") { busy };
        shared.SetAction(parsed => SharedComparison.Run(parsed.GetValue(rounds)!.Value, parsed.GetRequiredValue(busy)));
        var categories = new Command("categories", "Training steps and scores with blocks of categories, against the same slots one by one.");
        categories.SetAction(parsed => CategoryComparison.Run(parsed.GetValue(rounds)!.Value, parsed.GetValue(steps)!.Value));
        var command = new Command("speed", "Training steps.") { threads, steps, json, peer, rounds, aot, shared, categories };
        command.SetAction(parsed =>
        {
            int[] counts = Threads(parsed.GetValue(threads));
            if (parsed.GetValue(peer) is { } other)
                Comparison.Run(other, parsed.GetValue(rounds)!.Value, counts);
            else
                Report(counts, parsed.GetValue(steps)!.Value, parsed.GetValue(json));
        });
        return command;
    }

    private static int[] Threads(int? asked) => asked is { } count ? [count] : UsualThreads;

    private static void Report(int[] threads, int steps, bool json)
    {
        foreach (int count in threads)
        {
            foreach (var @case in StepCase.All)
            {
                var line = Measure(@case, count, steps);
                Console.WriteLine(json ? JsonSerializer.Serialize(line)
                    : string.Join("  ", line.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}: {pair.Value}"))));
            }
        }
    }

    private static Dictionary<string, object> Measure(StepCase @case, int threads, int steps)
    {
        double milliseconds = StepTimer.Step(@case, threads, steps);
        double share = @case.Operations / (milliseconds / 1e3) / (FmaPeak.Measure() * threads);
        return new Dictionary<string, object>
        {
            ["mlnet-vae"] = typeof(VaeModel).Assembly.GetName().Version!.ToString(3),
            ["threads"] = threads,
            ["case"] = @case.Name,
            ["adam ms/step"] = Math.Round(milliseconds, 4),
            ["share of peak"] = Math.Round(share, 3),
            ["encode us/row"] = Math.Round(StepTimer.Encode(@case, steps), 4),
        };
    }
}
