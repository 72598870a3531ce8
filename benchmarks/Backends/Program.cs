// Time of a training step in both backends and in PyTorch, each in a process of its own, in turn, several rounds: a shared machine is
// noisy, and only figures of the same minutes compare. Writes the table, and what the engine chooses a backend by. As a peer of
// 'benchmark speed --peer' it prints the TorchSharp backend's steps of the cases that program has.
using System.Globalization;
using System.Text.Json;
using MLNet.Vae;
using MLNet.Vae.Benchmarks.Backends;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["table", .. var rest]:
        Table.Print(rounds: rest.Length > 0 ? int.Parse(rest[0]) : 5, python: rest.Length > 1 ? rest[1] : "/usr/bin/python3");
        return 0;
    case ["step", var backend, var number, var threads, var steps]:
        var one = Case.All[int.Parse(number)];
        Console.WriteLine(StepTime.Milliseconds(one, Table.Backend(backend), int.Parse(threads), int.Parse(steps)));
        return 0;
    case ["peer", "--threads", var threads]:
        foreach (var known in Case.All.Where(known => known.SpeedName is not null))
        {
            double milliseconds = StepTime.Milliseconds(known, TorchSharpBackend.Cpu, int.Parse(threads), known.Steps);
            Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["TorchSharp"] = typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(3),
                ["threads"] = int.Parse(threads),
                ["case"] = known.SpeedName!,
                ["ms/step"] = Math.Round(milliseconds, 4),
                ["encode us/row"] = 0,
            }));
        }

        return 0;
    case ["memory"]:
        var (after500, atEnd) = StepTime.Resident(Case.All[3], TorchSharpBackend.Cpu, 1, 20_000);
        Console.WriteLine($"{Case.All[3]}, 20,000 steps with TorchSharp: {after500} MiB resident after 500 steps, {atEnd} MiB at the end");
        return 0;
    default:
        Console.Error.WriteLine("usage: table [ROUNDS [PYTHON]] | step BACKEND CASE THREADS STEPS | peer --threads N | memory");
        return 2;
}
