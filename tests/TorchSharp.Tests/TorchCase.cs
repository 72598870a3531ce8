using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Torch;

/// <summary>A model and made-up rows on which both backends are run, by name: one for each thing that a backend could get wrong.</summary>
internal sealed record TorchCase(string Name, int BinaryFeatures = 0, double MissingShare = 0, Action<VaeOptions>? Change = null, Range[]? Blocks = null, int ContextCount = 0,
    Func<double, double>? Value = null)
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
        new("log-normal, masked, two samples", MissingShare: 0.2, Value: Math.Exp, Change: options =>
            (options.Likelihood, options.NumberOfMonteCarloSamples) = (VaeLikelihood.LogNormal, 2)),
        new("counts, masked, two samples", MissingShare: 0.2, Value: value => Math.Round(Math.Exp(value)), Change: options =>
            (options.Likelihood, options.NumberOfMonteCarloSamples) = (VaeLikelihood.Count, 2)),
        new("categories", Blocks: [0..3, 3..12]),
        new("categories, masked, mixed, two samples", BinaryFeatures: 6, MissingShare: 0.2, Blocks: [1..3, 4..6, 7..12], Change: options =>
            options.NumberOfMonteCarloSamples = 2),
        new("histograms", Change: options => options.Likelihood = VaeLikelihood.Histogram),
        new("histograms, masked, mixed, two samples", BinaryFeatures: 3, MissingShare: 0.2, Blocks: [10..12], Change: options =>
            (options.Likelihoods, options.NumberOfMonteCarloSamples) =
            (new Dictionary<string, VaeLikelihood> { ["4"] = VaeLikelihood.Histogram, ["6..9"] = VaeLikelihood.Histogram }, 2)),
        new("context", ContextCount: 3),
        new("context, masked, mixed, three samples, input noise", BinaryFeatures: 5, MissingShare: 0.2, ContextCount: 2, Change: options =>
            (options.NumberOfMonteCarloSamples, options.InputNoise) = (3, 0.5)),
        new("input masking", MissingShare: 0.1, Blocks: [0..3, 5..9], Change: options => (options.InputMasking, options.InputNoise) = (0.3, 0.2)),
        new("clipped", Change: options => options.MaximumGradientNorm = 0.5),
        new("input noise, masked", MissingShare: 0.2, Change: options => options.InputNoise = 0.5),
        new("constant rate", Change: options => options.LearningRateSchedule = VaeLearningRateSchedule.Constant),
        new("cosine", Change: options => options.LearningRateSchedule = VaeLearningRateSchedule.Cosine),
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

    public TrainingPlan Plan()
    {
        var rows = new RowsInMemory(Rows(), FeatureCount);
        return new(ContextCount == 0 ? rows : new RowsWithContext(rows, new RowsInMemory(Contexts(), ContextCount)), Options());
    }

    private float[] Contexts() => [.. Enumerable.Range(0, RowCount * ContextCount).Select(i => i * 7 % 11 + 0.5f * (i % ContextCount))];

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
                value = Value?.Invoke(value) ?? value;
                float known = d >= BinaryFeatures ? (float)value : value > 0 ? 1 : 0;
                rows[row * FeatureCount + d] = random.NextDouble() < MissingShare ? float.NaN : known;
            }
        }

        foreach (var block in Blocks ?? [])
        {
            for (int row = 0; row < RowCount; row++)
                Encode(rows.AsSpan(row * FeatureCount, FeatureCount)[block]);
        }

        return rows;
    }

    // One-hot: the largest value, or none where all are far below 0; a gap stays one, and where the first slot is one, all are.
    private static void Encode(Span<float> slots)
    {
        int hot = 0;
        for (int k = 1; k < slots.Length; k++)
        {
            if (!(slots[k] <= slots[hot]))
                hot = float.IsNaN(slots[k]) ? hot : k;
        }

        bool isMissing = float.IsNaN(slots[0]), isNone = slots[hot] < -0.5f;
        for (int k = 0; k < slots.Length; k++)
            slots[k] = isMissing || float.IsNaN(slots[k]) ? float.NaN : k == hot && !isNone ? 1 : 0;
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
        options.CategoricalBlocks = Blocks;
        Change?.Invoke(options);
        return options;
    }
}
