using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Torch;

/// <summary>A model and made-up rows on which both backends are run, by name: one for each thing that a backend could get wrong.</summary>
internal sealed record TorchCase(string Name, int BinaryFeatures = 0, double MissingShare = 0, Action<VaeOptions>? Change = null)
{
    public const int FeatureCount = 12, RowCount = 500;

    private static readonly TorchCase[] All =
    [
        new("Gaussian"),
        new("Bernoulli", BinaryFeatures: FeatureCount),
        new("mixed", BinaryFeatures: 5),
        new("Gaussian, masked", MissingShare: 0.2),
        new("Bernoulli, masked", BinaryFeatures: FeatureCount, MissingShare: 0.2),
        new("mixed, masked, three samples", BinaryFeatures: 5, MissingShare: 0.2, Change: options => options.NumberOfMonteCarloSamples = 3),
        new("Student-t, masked, two samples", MissingShare: 0.2, Change: options =>
            (options.Likelihood, options.NumberOfMonteCarloSamples) = (VaeLikelihood.StudentT, 2)),
        new("Student-t, fixed degrees", Change: options => (options.Likelihood, options.DegreesOfFreedom) = (VaeLikelihood.StudentT, 3)),
        new("clipped", Change: options => options.MaximumGradientNorm = 0.5),
        new("input noise, masked", MissingShare: 0.2, Change: options => options.InputNoise = 0.5),
        new("deterministic", Change: options => options.Deterministic = true),
        new("fixed variance", Change: options => options.FixedVariance = 0.5),
        new("ragged batch", Change: options => options.BatchSize = 77),
        new("linear", Change: options => options.HiddenLayers = []),
        new("ReLU", Change: options => options.Activation = VaeActivation.Relu),
        new("tanh", Change: options => options.Activation = VaeActivation.Tanh),
        new("GELU", Change: options => options.Activation = VaeActivation.Gelu),
    ];

    public static TheoryData<string> Names => [.. All.Select(one => one.Name)];

    public static TorchCase Of(string name) => All.Single(one => one.Name == name);

    public TrainingPlan Plan() => new(new RowsInMemory(Rows(), FeatureCount), Options());

    /// <summary>Two causes behind every feature, and a little noise. [rows, features].</summary>
    public float[] Rows()
    {
        var random = new System.Random(1);
        var rows = new float[RowCount * FeatureCount];
        for (int row = 0; row < RowCount; row++)
        {
            double cause = random.NextDouble() * 4 - 2, other = random.NextDouble() * 4 - 2;
            for (int d = 0; d < FeatureCount; d++)
            {
                double value = Math.Sin(cause * (1 + d % 3)) + other * (d % 4 - 1.5) + 0.3 * random.NextDouble();
                float known = d >= BinaryFeatures ? (float)value : value > 0 ? 1 : 0;
                rows[row * FeatureCount + d] = random.NextDouble() < MissingShare ? float.NaN : known;
            }
        }

        return rows;
    }

    /// <summary>Some 230 steps, so that the first hundred see the learning rate rise and fall and the KL weight grow.</summary>
    public VaeOptions Options()
    {
        var options = new VaeOptions
        {
            HiddenLayers = [32, 16],
            LatentDimension = 3,
            BatchSize = 128,
            NumberOfEpochs = 60,
            Seed = 3,
            NumberOfThreads = 1,
            Backend = TorchSharpBackend.Cpu,
        };
        Change?.Invoke(options);
        return options;
    }
}
