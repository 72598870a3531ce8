namespace MLNet.Vae.Benchmarks.Backends;

/// <summary>Runs every case on one and two threads and prints the table.</summary>
internal static class Table
{
    private static readonly int[] Threads = [1, 2];

    private const string Results = "benchmarks/results/backends.md", Figures = "src/Trainers/Training/BackendFigures.g.cs";

    private static readonly List<string> Lines = [];

    /// <summary>Measures, and writes the table and the figures; in the repository's root.</summary>
    public static void Print(int rounds, string python)
    {
        Write($"{Machine.Description}, libtorch of TorchSharp {TorchSharpVersion}; {rounds} runs of each, in turn\n");
        Write(
            "| model | threads | managed, ms | TorchSharp, ms | PyTorch, ms | TorchSharp to PyTorch | managed to TorchSharp |");
        Write("|---|---|---|---|---|---|---|");
        var fits = new SpeedFit();
        for (int number = 0; number < Case.All.Count; number++)
        {
            foreach (int threads in Threads)
            {
                var one = Case.All[number];
                int steps = one.Steps;
                var runs = new[] { new List<double>(), [], [] };
                for (int round = 0; round < rounds; round++)
                {
                    runs[0].Add(Ours("managed", number, threads, steps));
                    runs[1].Add(Ours("torchsharp", number, threads, steps));
                    runs[2].Add(Processes.Peer(python, "pytorch_step.py", one.PeerArguments(threads, steps), threads));
                }

                double[] ms = [.. runs.Select(Median.Of)];
                Write(
                    $"| {one} | {threads} | {ms[0]:0.000} | {ms[1]:0.000} | {ms[2]:0.000} | {ms[1] / ms[2]:0.00} | {ms[0] / ms[1]:0.00} |");
                fits.Add(one, threads, ms[0], ms[1]);
            }
        }

        fits.Lines().ForEach(line => Write(line));
        File.WriteAllLines(Results, Lines);
        File.WriteAllText(Figures, fits.Source());
    }

    private static string TorchSharpVersion => typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(3);

    private static void Write(string line)
    {
        Console.WriteLine(line);
        Lines.Add(line);
    }

    public static VaeBackend Backend(string name) => name == "torchsharp" ? TorchSharpBackend.Cpu : VaeBackend.Managed;

    private static double Ours(string backend, int number, int threads, int steps) =>
        Processes.Ours(["step", backend, $"{number}", $"{threads}", $"{steps}"], threads);
}
