using System.Globalization;

namespace MLNet.Vae.Training;

/// <summary>
/// Warns of rows so wide that time and memory go into weights of features which hardly any row has: text by words or n-grams, mostly.
/// </summary>
internal static class WidthDiagnosis
{
    private const int ManyFeatures = 10_000;

    /// <summary>What is to be said before the training begins; null for nothing.</summary>
    public static VaeDiagnostic? Create(IRowSource data, VaeOptions options)
    {
        // Pixels share the weights of convolutions.
        if (data.FeatureCount < ManyFeatures || options.Architecture is { SharesWeights: true })
            return null;
        var memory = TrainingMemory.Estimate(data, options);
        int steps = new TrainingSchedule(options, data.RowCount).NumberOfSteps;
        return new(null, string.Create(
            CultureInfo.InvariantCulture,
            $"{data.FeatureCount:N0} features are many: training takes about {TrainingMemory.Megabytes(memory.Total)} MB of memory, and each of its " +
            $"{steps:N0} steps updates {memory.Weights / sizeof(float):N0} weights. Fewer features take less of both in proportion. Where they are words " +
            $"or n-grams, those that few rows have say little. In ML.NET: SelectFeaturesBasedOnCount drops slots that few rows have; " +
            $"ProduceHashedWordBags with numberOfBits 12 makes 4,096 of any text; TextFeaturizingEstimator.Options with CharFeatureExtractor null, " +
            $"or with a MaximumNgramsCount, makes fewer; ProjectToPrincipalComponents makes as few as it is told."));
    }
}
