namespace MLNet.Vae.Benchmarks.Steps;

/// <summary>A model and a batch to take steps with: the same four as the PyTorch program has.</summary>
internal sealed record StepCase(string Name, int Features, int[] Hidden, int Latent, int Batch, bool Bernoulli)
{
    public static IReadOnlyList<StepCase> All { get; } =
    [
        new("tabular 30-[64,32]-8 b256", 30, [64, 32], 8, 256, false),
        new("wide 200-[256,128]-16 b256", 200, [256, 128], 16, 256, false),
        new("mnist 784-[400,200]-20 b128", 784, [400, 200], 20, 128, true),
        new("mnist 784-[512,256]-32 b128", 784, [512, 256], 32, 128, true),
    ];

    /// <summary>Rows to draw batches from, eight batches of them.</summary>
    public int Rows => 8 * Batch;

    /// <summary>
    /// Arithmetic of one step: two operations for each weight and row, in the forward product, the gradient of the weights, and, but for
    /// the first layer, the gradient of the input.
    /// </summary>
    public double Operations
    {
        get
        {
            int[] encoder = [Features, .. Hidden, 2 * Latent], decoder = [Latent, .. Hidden.Reverse(), Features];
            double weights = Products(encoder) + Products(decoder);
            return 2.0 * Batch * (3 * weights - (double)encoder[0] * encoder[1]);
        }
    }

    /// <summary>Normal numbers, or zeros and ones, [rows, features].</summary>
    public float[] Data()
    {
        var random = new System.Random(1);
        var data = new float[Rows * Features];
        for (int i = 0; i < data.Length; i++)
            data[i] = Bernoulli ? random.Next(2) : Normal(random);
        return data;
    }

    private static double Products(int[] sizes) => sizes.Zip(sizes.Skip(1), (a, b) => (double)a * b).Sum();

    private static float Normal(System.Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
