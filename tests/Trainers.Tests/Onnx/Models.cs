namespace MLNet.Vae.Tests.Onnx;

/// <summary>One small model of each kind, trained once.</summary>
internal static class Models
{
    private const int TrainingRows = 300;

    private static readonly Dictionary<string, Lazy<VaeModel>> ByName = new()
    {
        ["gaussian"] = Fit(6, 0, new()),
        ["bernoulli"] = Fit(0, 5, new()),
        ["mixed"] = Fit(4, 3, new()),
        ["relu"] = Fit(6, 0, new() { Activation = VaeActivation.Relu }),
        ["tanh"] = Fit(6, 0, new() { Activation = VaeActivation.Tanh }),
        ["gelu"] = Fit(3, 2, new() { Activation = VaeActivation.Gelu }),
        ["deep"] = Fit(6, 0, new() { HiddenLayers = [32, 32, 32, 32] }),
        ["linear"] = Fit(6, 0, new() { HiddenLayers = [] }),
        ["fixed variance"] = Fit(6, 0, new() { FixedVariance = 0.5 }),
        ["deterministic"] = Fit(4, 3, new() { Deterministic = true, Beta = 0 }),
        ["importance weighted"] = Fit(4, 3, new() { ScoreBound = VaeScoreBound.ImportanceWeighted }),
        ["one sample"] = Fit(6, 0, new() { NumberOfScoringSamples = 1 }),
        ["one feature"] = Fit(1, 0, new()),
        ["one bit"] = Fit(0, 1, new()),
        ["wide"] = Fit(100, 30, new() { HiddenLayers = [64], LatentDimension = 20 }),
        ["categories"] = FitCategories(new()),
        ["deterministic categories"] = FitCategories(new() { Deterministic = true, Beta = 0 }),
        ["importance weighted categories"] = FitCategories(new() { ScoreBound = VaeScoreBound.ImportanceWeighted }),
        ["histograms"] = FitHistograms(new()),
        ["deterministic histograms"] = FitHistograms(new() { Deterministic = true, Beta = 0 }),
        ["importance weighted histograms"] = FitHistograms(new() { ScoreBound = VaeScoreBound.ImportanceWeighted }),
        ["student-t"] = FitTwo(VaeLikelihood.StudentT, value => value),
        ["counts"] = FitTwo(VaeLikelihood.Count, value => MathF.Round(MathF.Abs(value))),
        ["log-normal"] = FitTwo(VaeLikelihood.LogNormal, value => MathF.Abs(value) + 0.1f),
        ["one training row"] = Fit(3, 1, new() { NumberOfEpochs = 3 }, trainingRows: 1),
    };

    public static TheoryData<string> Names => [.. ByName.Keys];

    public static VaeModel Of(string name) => ByName[name].Value;

    public static byte[] Saved(this VaeModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    public static byte[] Exported(this VaeModel model, VaeOnnxGraph graph, IReadOnlyList<string>? featureNames = null)
    {
        using var stream = new MemoryStream();
        model.ExportOnnx(stream, graph, featureNames);
        return stream.ToArray();
    }

    private static Lazy<VaeModel> FitCategories(VaeOptions options)
    {
        options.CategoricalBlocks = [0..4, 6..8, 8..13];
        return Fit(options, Rows.Categories(TrainingRows, seed: 1), 13);
    }

    private static Lazy<VaeModel> FitHistograms(VaeOptions options)
    {
        options.Likelihoods = new Dictionary<string, VaeLikelihood> { ["1..4"] = VaeLikelihood.Histogram };
        return Fit(4, 3, options);
    }

    // Two real features of seven have it, made to values that it takes.
    private static Lazy<VaeModel> FitTwo(VaeLikelihood likelihood, Func<float, float> make)
    {
        float[] rows = Rows.Like(TrainingRows, 4, 3, seed: 1);
        for (int i = 0; i < rows.Length; i++)
            rows[i] = i % 7 is 2 or 3 ? make(rows[i]) : rows[i];
        return Fit(new() { Likelihoods = new Dictionary<string, VaeLikelihood> { ["2..4"] = likelihood } }, rows, 7);
    }

    private static Lazy<VaeModel> Fit(int reals, int bits, VaeOptions options, int trainingRows = TrainingRows) =>
        Fit(options, Rows.Like(trainingRows, reals, bits, seed: 1), reals + bits);

    private static Lazy<VaeModel> Fit(VaeOptions options, float[] rows, int features)
    {
        options.HiddenLayers ??= [16, 8];
        options.NumberOfEpochs ??= 200;
        options.NumberOfThreads = 1;
        return new(() => VaeModel.Fit(rows, features, options));
    }
}
