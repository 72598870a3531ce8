using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace MLNet.Vae.Benchmarks.Steps;

/// <summary>
/// Runs this program and a peer in turn, A B A B …, so that both see the same minutes of the machine, and prints their medians as a table.
/// </summary>
internal static class Comparison
{
    private const string Step = "ms/step"; // a peer may have several, one for each optimizer; its best counts

    /// <param name="peer">A command that takes --threads N and prints a line of JSON per case, as this one does with --json.</param>
    /// <param name="rounds">Runs of each.</param>
    /// <param name="threads">Numbers of threads to compare.</param>
    public static void Run(string peer, int rounds, IEnumerable<int> threads)
    {
        var rows = new List<string>();
        string peerName = "";
        foreach (int count in threads)
        {
            var ours = new Dictionary<string, List<Line>>();
            var theirs = new Dictionary<string, List<Line>>();
            for (int round = 0; round < rounds; round++)
            {
                Collect(Environment.ProcessPath!, [.. OwnAssembly(), "speed", "--json", "--threads", $"{count}"], ours);
                Collect("/bin/sh", ["-c", $"{peer} --threads {count}"], theirs);
            }

            foreach (var (name, lines) in ours)
            {
                var peerLines = theirs.GetValueOrDefault(name) ?? throw new InvalidDataException($"The peer has no case '{name}'.");
                peerName = peerLines[0].Program;
                rows.Add(Row(name, count, lines, peerLines));
            }
        }

        Console.WriteLine($"{Machine.Description}; {rounds} runs of each, in turn\n");
        Console.WriteLine($"| case | threads | MLNet.Vae, ms a step | {peerName}, ms a step | times as fast | share of the FMA peak |");
        Console.WriteLine("|---|---|---|---|---|---|");
        rows.ForEach(Console.WriteLine);
    }

    // "dotnet x.dll" and the program's own launcher are started again in the same way.
    private static string[] OwnAssembly() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Comparison).Assembly.Location] : [];

    private static string Row(string name, int threads, List<Line> ours, List<Line> theirs)
    {
        double[] ratios = [.. ours.Zip(theirs, (a, b) => b.Milliseconds / a.Milliseconds).Order()];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {threads} | {Median.Of(ours.Select(line => line.Milliseconds)):g3} | " +
            $"{Median.Of(theirs.Select(line => line.Milliseconds)):g3} | {Median.Of(ratios):f2} ({ratios[0]:f2} to {ratios[^1]:f2}) | " +
            $"{Median.Of(ours.Select(line => line.ShareOfPeak)):p0} |");
    }

    private static void Collect(string command, string[] arguments, Dictionary<string, List<Line>> lines)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
        while (process.StandardOutput.ReadLine() is { } text)
        {
            if (!text.StartsWith('{'))
                continue;
            using var json = JsonDocument.Parse(text);
            var line = Line.Of(json.RootElement);
            if (!lines.TryGetValue(line.Case, out var list))
                lines[line.Case] = list = [];
            list.Add(line);
        }

        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{command} {string.Join(' ', arguments)}' ended with {process.ExitCode}.");
    }

    private sealed record Line(string Program, string Case, double Milliseconds, double ShareOfPeak)
    {
        // The first property says which program and version it is.
        public static Line Of(JsonElement json) => new(
            json.EnumerateObject().Select(property => $"{property.Name} {property.Value}").First(),
            json.GetProperty("case").GetString()!,
            json.EnumerateObject().Where(property => property.Name.EndsWith(Step, StringComparison.Ordinal))
                .Min(property => property.Value.GetDouble()),
            json.TryGetProperty("share of peak", out var share) ? share.GetDouble() : 0);
    }
}
