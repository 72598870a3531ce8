namespace MLNet.Vae.Benchmarks.Backends;

/// <summary>Milliseconds of a training step with TorchSharp and of the same network in PyTorch, each in a process of its own, in turn.</summary>
internal static class ConvolutionSteps
{
    private const int Threads = 1;

    public static IEnumerable<string> Measure(int rounds, string python)
    {
        var one = Case.Convolution;
        var runs = new[] { new List<double>(), [], [] };
        for (int round = 0; round < rounds; round++)
        {
            runs[0].Add(Processes.Ours(["convolution-step", $"{Threads}", $"{one.Steps}"], Threads));
            runs[1].Add(Peer("first"));
            runs[2].Add(Peer("last"));
        }

        double[] ms = [.. runs.Select(Median.Of)], fastest = [.. runs.Select(each => each.Min())];
        yield return $"| a step, one thread, batches of {one.Batch} | median, ms | fastest, ms |";
        yield return "|---|---|---|";
        yield return $"| TorchSharp | {ms[0]:0.00} | {fastest[0]:0.00} |";
        yield return $"| PyTorch, channels first | {ms[1]:0.00} | {fastest[1]:0.00} |";
        yield return $"| PyTorch, channels last | {ms[2]:0.00} | {fastest[2]:0.00} |\n";

        double Peer(string channels) => Processes.Peer(
            python, "pytorch_convolution.py", [$"{one.Latent}", $"{one.Batch}", $"{Threads}", $"{one.Steps}", channels], Threads);
    }
}
