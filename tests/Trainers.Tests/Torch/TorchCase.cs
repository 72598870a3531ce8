using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Torch;

/// <summary>A model and made-up rows on which both backends are run, by name: one for each thing that a backend could get wrong.</summary>
internal sealed record TorchCase
{
    private static readonly TorchCase[] All =
    [
        new() { Name = "Gaussian" },
        new() { Name = "Bernoulli", BinaryFeatures = 12 },
        new() { Name = "mixed", BinaryFeatures = 5 },
        new() { Name = "Gaussian, masked", MissingShare = 0.2 },
        new() { Name = "Bernoulli, masked", BinaryFeatures = 12, MissingShare = 0.2 },
        new() { Name = "mixed, masked, three samples", BinaryFeatures = 5, MissingShare = 0.2, Change = options => options.MonteCarloSamples = 3 },
        new() { Name = "clipped", Change = options => options.MaximumGradientNorm = 0.5 },
        new() { Name = "input noise, masked", MissingShare = 0.2, Change = options => options.InputNoise = 0.5 },
        new() { Name = "deterministic", Change = options => options.Deterministic = true },
        new() { Name = "fixed variance", Change = options => options.FixedVariance = 0.5 },
        new() { Name = "ragged batch", Change = options => options.BatchSize = 77 },
        new() { Name = "linear", Change = options => options.HiddenLayers = [] },
        new() { Name = "ReLU", Change = options => options.Activation = VaeActivation.ReLU },
        new() { Name = "tanh", Change = options => options.Activation = VaeActivation.Tanh },
        new() { Name = "GELU", Change = options => options.Activation = VaeActivation.Gelu },
    ];

    public required string Name { get; init; }

    private int BinaryFeatures { get; init; }

    private double MissingShare { get; init; }

    private Action<VaeOptions> Change { get; init; } = _ => { };

    public static TheoryData<string> Names => [.. All.Select(one => one.Name)];

    public static TorchCase Of(string name) => All.Single(one => one.Name == name);

    /// <summary>500 rows of 12 features; the options' seed decides the rest.</summary>
    public TrainingPlan Plan()
    {
        const int Rows = 500, Features = 12;
        var random = new System.Random(1);
        var rows = new float[Rows * Features];
        for (int row = 0; row < Rows; row++)
        {
            double cause = random.NextDouble() * 4 - 2, other = random.NextDouble() * 4 - 2;
            for (int d = 0; d < Features; d++)
            {
                double value = Math.Sin(cause * (1 + d % 3)) + other * (d % 4 - 1.5) + 0.3 * random.NextDouble();
                rows[row * Features + d] = random.NextDouble() < MissingShare ? float.NaN : d < BinaryFeatures ? value > 0 ? 1 : 0 : (float)value;
            }
        }

        var options = new VaeOptions { HiddenLayers = [32, 16], LatentDimension = 3, BatchSize = 128, NumberOfEpochs = 60, Seed = 3, NumberOfThreads = 1 };
        Change(options);
        return new TrainingPlan(new TrainingSet(rows, Features), options);
    }
}
