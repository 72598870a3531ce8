namespace Microsoft.ML;

public static class NormalizationCatalog
{
    private const long AllExamples = 1000000000;

    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null,
        long maximumExampleCount = AllExamples, bool fixZero = true) =>
        new(catalog.GetEnvironment(), new(outputColumnName, inputColumnName ?? outputColumnName, true, maximumExampleCount, fixZero));

    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null,
        long maximumExampleCount = AllExamples, bool fixZero = true, bool useCdf = false) => useCdf
        ? throw new NotSupportedException("The stand-in scales; it has no distribution function.")
        : new(catalog.GetEnvironment(), new(outputColumnName, inputColumnName ?? outputColumnName, false, maximumExampleCount, fixZero));
}
