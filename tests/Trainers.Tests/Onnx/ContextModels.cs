using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>Small models with a context, trained once.</summary>
internal static class ContextModels
{
    public const int Features = 7, Context = 4;

    private const int TrainingRows = 300;

    private static readonly Dictionary<string, Lazy<VaeModel>> ByName = new()
    {
        ["mixed"] = Fitted(new()),
        ["deterministic"] = Fitted(new() { Deterministic = true, Beta = 0 }),
        ["importance weighted"] = Fitted(new() { ScoreBound = VaeScoreBound.ImportanceWeighted }),
        ["linear, one sample"] = Fitted(new() { HiddenLayers = [], NumberOfScoringSamples = 1 }),
    };

    public static TheoryData<string> Names => [.. ByName.Keys];

    public static VaeModel Of(string name) => ByName[name].Value;

    private static Lazy<VaeModel> Fitted(VaeOptions options)
    {
        options.HiddenLayers ??= [16, 8];
        options.NumberOfEpochs = 100;
        options.NumberOfThreads = 1;
        return new(() => VaeModel.Fit(Rows.Like(TrainingRows, 4, 3, seed: 1), Features, Contexts(TrainingRows, seed: 1), Context, options));
    }

    /// <summary>A number of large unit, the slots of a category, and one that never changes; [rows, context].</summary>
    public static float[] Contexts(int rows, int seed)
    {
        var numbers = new Numbers(seed);
        float[] context = new float[rows * Context];
        for (int row = 0; row < rows; row++)
        {
            context[row * Context] = (float)numbers.Uniform(-1e4, 1e4);
            context[row * Context + 1 + row % 2] = 1;
            context[row * Context + 3] = 0.1f;
        }

        return context;
    }
}
