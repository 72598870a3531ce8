namespace MLNet.Vae.Benchmarks.Backends;

/// <summary>A model and its batch. SpeedName is what <c>benchmark speed</c> calls it, where it has it.</summary>
internal sealed record Case(int Features, int[] Hidden, int Latent, int Batch, VaeLikelihood Likelihood, string? SpeedName = null, VaeArchitecture? Architecture = null)
{
    // The data set is eight batches, as in pytorch_step.py.
    private const int Batches = 8;

    /// <summary>Sizes from a small table to dense images.</summary>
    public static IReadOnlyList<Case> All { get; } =
    [
        new(30, [64, 32], 8, 256, VaeLikelihood.Gaussian, "tabular 30-[64,32]-8 b256"),
        new(100, [128, 64], 16, 256, VaeLikelihood.Gaussian),
        new(200, [256, 128], 16, 256, VaeLikelihood.Gaussian, "wide 200-[256,128]-16 b256"),
        new(784, [400, 200], 20, 128, VaeLikelihood.Bernoulli, "mnist 784-[400,200]-20 b128"),
        new(784, [512, 256], 32, 128, VaeLikelihood.Bernoulli, "mnist 784-[512,256]-32 b128"),
        new(784, [1024, 512], 64, 128, VaeLikelihood.Bernoulli),
    ];

    /// <summary>The convolutional network of MNIST, which one backend alone trains.</summary>
    public static Case Convolution { get; } = new(784, [], 32, 128, VaeLikelihood.Bernoulli, Architecture: VaeArchitecture.Convolutional(28, 28));

    /// <summary>Steps that are timed.</summary>
    public int Steps => Architecture is not null ? 40 : Features < 784 ? 800 : 240;

    public float[] Rows()
    {
        var random = new System.Random(0);
        var rows = new float[Batches * Batch * Features];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = Likelihood == VaeLikelihood.Bernoulli ? random.Next(2) : 4 * (random.NextSingle() - 0.5f);
        return rows;
    }

    public VaeOptions Options(VaeBackend backend, int threads, int steps) => new()
    {
        Architecture = Architecture,
        HiddenLayers = Hidden,
        LatentDimension = Latent,
        BatchSize = Batch,
        Likelihood = Likelihood,
        Backend = backend,
        NumberOfThreads = threads,
        NumberOfEpochs = Math.Max(1, steps / Batches),
        Seed = 1,
    };

    /// <summary>What pytorch_step.py takes.</summary>
    public string[] PeerArguments(int threads, int steps) =>
        [$"{Features}", string.Join(',', Hidden), $"{Latent}", $"{Batch}", $"{Likelihood}".ToLowerInvariant(), $"{threads}", $"{steps}"];

    public override string ToString() => $"{Features}-[{string.Join(',', Hidden)}]-{Latent} b{Batch} {Likelihood}";
}
