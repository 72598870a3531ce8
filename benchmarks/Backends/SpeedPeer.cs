using System.Text.Json;

namespace MLNet.Vae.Benchmarks.Backends;

/// <summary>The TorchSharp backend as what <c>benchmark speed --peer</c> compares with.</summary>
internal static class SpeedPeer
{
    /// <summary>Prints a line of JSON for each case that both have.</summary>
    public static void Print(int threads)
    {
        foreach (var one in Case.All.Where(one => one.SpeedName is not null))
        {
            Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["TorchSharp"] = typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(3),
                ["threads"] = threads,
                ["case"] = one.SpeedName!,
                ["ms/step"] = Math.Round(StepTime.Milliseconds(one, TorchSharpBackend.Cpu, threads, one.Steps), 4),
                ["encode us/row"] = 0,
            }));
        }
    }
}
