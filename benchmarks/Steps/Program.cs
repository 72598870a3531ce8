// Milliseconds for one training step, and microseconds to encode a row: a line per case. With --peer, against another program in turn.
// With aot, a whole training in a program that is published natively against the same program that is not.
using System.Globalization;
using System.Text.Json;
using MLNet.Vae.Benchmarks.Steps;

int threads = 0, steps = 600, rounds = 5;
bool json = false, aot = false;
string? peer = null;
for (int i = 0; i < args.Length; i++)
{
    if (args[i] == "--json")
        json = true;
    else if (args[i] == "aot")
        aot = true;
    else if (args[i] == "--peer" && i + 1 < args.Length)
        peer = args[++i];
    else if (i + 1 < args.Length && int.TryParse(args[i + 1], out int value) && value > 0 && Set(args[i], value))
        i++;
    else
        return Fail($"'{args[i]}' is not understood.");
}

int[] threadCounts = threads > 0 ? [threads] : [1, 2];
if (aot)
{
    NativeComparison.Run(rounds, threadCounts);
    return 0;
}

if (peer is not null)
{
    Comparison.Run(peer, rounds, threadCounts);
    return 0;
}

foreach (int count in threadCounts)
{
    foreach (var @case in StepCase.All)
        Report(@case, count);
}

return 0;

bool Set(string option, int value)
{
    switch (option)
    {
        case "--threads": threads = value; return true;
        case "--steps": steps = value; return true;
        case "--rounds": rounds = value; return true;
        default: return false;
    }
}

void Report(StepCase @case, int count)
{
    double milliseconds = StepTimer.Step(@case, count, steps);
    double share = @case.Operations / (milliseconds / 1e3) / (FmaPeak.Measure() * count);
    var line = new Dictionary<string, object>
    {
        ["mlnet-vae"] = typeof(MLNet.Vae.VaeModel).Assembly.GetName().Version!.ToString(3),
        ["threads"] = count,
        ["case"] = @case.Name,
        ["adam ms/step"] = Math.Round(milliseconds, 4),
        ["share of peak"] = Math.Round(share, 3),
        ["encode us/row"] = Math.Round(StepTimer.Encode(@case, steps), 4),
    };
    Console.WriteLine(json ? JsonSerializer.Serialize(line)
        : string.Join("  ", line.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}: {pair.Value}"))));
}

static int Fail(string message)
{
    Console.Error.WriteLine($"{message}\nusage: steps [aot] [--threads N] [--steps N] [--json] [--peer \"COMMAND\"] [--rounds N]");
    return 2;
}
