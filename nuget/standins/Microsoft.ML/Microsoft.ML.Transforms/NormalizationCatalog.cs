namespace Microsoft.ML;

public static class NormalizationCatalog
{
    private const long AllExamples = 1000000000;

    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null,
        long maximumExampleCount = AllExamples, bool fixZero = true)
    {
        Check.Served(maximumExampleCount == AllExamples, nameof(maximumExampleCount));
        Check.Served(fixZero, nameof(fixZero));
        return new(outputColumnName, inputColumnName ?? outputColumnName, values => 1 / values.Max(Math.Abs));
    }

    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null,
        long maximumExampleCount = AllExamples, bool fixZero = true, bool useCdf = false)
    {
        Check.Served(maximumExampleCount == AllExamples, nameof(maximumExampleCount));
        Check.Served(fixZero, nameof(fixZero));
        Check.Served(!useCdf, nameof(useCdf));
        return new(outputColumnName, inputColumnName ?? outputColumnName, values => 1 / Math.Sqrt(values.Average(x => (double)x * x)));
    }
}
