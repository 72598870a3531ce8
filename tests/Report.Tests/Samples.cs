namespace MLNet.Vae.Tests.Report;

/// <summary>Rows and models to report on.</summary>
internal static class Samples
{
    public const int Features = 3;

    /// <summary>Three values of one load, [rows, 3]; of every tenth row, from the first, the last value belongs to another one.</summary>
    public static float[] Rows(int rows) => Rows(rows, IsAnomaly);

    public static bool IsAnomaly(int row) => row % 10 == 0;

    public static bool[] Labels(int rows) => [.. Enumerable.Range(0, rows).Select(IsAnomaly)];

    /// <summary>A model of such rows without anomalies, soon trained.</summary>
    public static VaeModel Train(int latentDimension = 2, IProgress<VaeTrainingProgress>? progress = null, double? heldOut = null) => VaeModel.Fit(
        Rows(300, _ => false),
        Features,
        new VaeOptions
        {
            NumberOfEpochs = 100,
            BatchSize = 64,
            LatentDimension = latentDimension,
            Seed = 1,
            NumberOfThreads = 1,
            ValidationFraction = heldOut,
            EarlyStoppingPatience = heldOut is null ? null : 100,
        },
        progress);

    private static float[] Rows(int rows, Func<int, bool> isAnomaly)
    {
        var random = new Random(1);
        var values = new float[rows * Features];
        for (int row = 0; row < rows; row++)
        {
            float load = random.NextSingle(), other = isAnomaly(row) ? 1 - load : load;
            values[row * Features] = 2 + 4 * load + 0.05f * random.NextSingle();
            values[row * Features + 1] = 60 - 40 * load + 0.5f * random.NextSingle();
            values[row * Features + 2] = 20 + 20 * other + 0.3f * random.NextSingle();
        }

        return values;
    }

    /// <summary>The page of a report as text.</summary>
    public static string Page(VaeModel model, ReadOnlyMemory<float> rows, VaeArrayReportOptions? options = null)
    {
        using var stream = new MemoryStream();
        VaeReport.Write(stream, model, rows, options);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
