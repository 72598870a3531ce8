// Milliseconds for one training step, and microseconds to encode a row: a line per case.
using System.Globalization;
using System.Text.Json;
using MLNet.Vae.Benchmarks.Steps;

int threads = 1, steps = 600;
bool json = false;
for (int i = 0; i < args.Length; i++)
{
    if (args[i] == "--json")
        json = true;
    else if (args[i] is "--threads" or "--steps" && i + 1 < args.Length && int.TryParse(args[i + 1], out int value) && value > 0)
        _ = args[i++] == "--threads" ? threads = value : steps = value;
    else
        return Fail($"'{args[i]}' is not understood.");
}

foreach (var @case in StepCase.All)
{
    double milliseconds = StepTimer.Step(@case, threads, steps);
    double share = @case.Operations / (milliseconds / 1e3) / (FmaPeak.Measure() * threads);
    var line = new Dictionary<string, object>
    {
        ["mlnet-vae"] = typeof(MLNet.Vae.VaeModel).Assembly.GetName().Version!.ToString(3),
        ["threads"] = threads,
        ["case"] = @case.Name,
        ["adam ms/step"] = Math.Round(milliseconds, 4),
        ["share of peak"] = Math.Round(share, 3),
        ["encode us/row"] = Math.Round(StepTimer.Encode(@case, steps), 4),
    };
    Console.WriteLine(json ? JsonSerializer.Serialize(line)
        : string.Join("  ", line.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}: {pair.Value}"))));
}

return 0;

static int Fail(string message)
{
    Console.Error.WriteLine($"{message}\nusage: steps [--threads N] [--steps N] [--json]");
    return 2;
}
