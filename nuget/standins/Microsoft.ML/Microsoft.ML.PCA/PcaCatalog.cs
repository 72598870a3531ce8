namespace Microsoft.ML;

public static class PcaCatalog
{
    public static PrincipalComponentAnalyzer ProjectToPrincipalComponents(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null, string exampleWeightColumnName = null,
        int rank = 20, int overSampling = 20, bool ensureZeroMean = true, int? seed = null)
    {
        Check.Served(exampleWeightColumnName == null, nameof(exampleWeightColumnName));
        Check.Served(ensureZeroMean, nameof(ensureZeroMean));
        return new(outputColumnName, inputColumnName ?? outputColumnName, rank);
    }
}
