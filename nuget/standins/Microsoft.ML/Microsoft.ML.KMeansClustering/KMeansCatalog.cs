namespace Microsoft.ML;

public static class KMeansClusteringExtensions
{
    public static KMeansTrainer KMeans(
        this ClusteringCatalog.ClusteringTrainers catalog, string featureColumnName = "Features",
        string exampleWeightColumnName = null, int numberOfClusters = 5)
    {
        Check.Served(exampleWeightColumnName == null, nameof(exampleWeightColumnName));
        return catalog.KMeans(new KMeansTrainer.Options { FeatureColumnName = featureColumnName, NumberOfClusters = numberOfClusters });
    }

    public static KMeansTrainer KMeans(this ClusteringCatalog.ClusteringTrainers catalog, KMeansTrainer.Options options) =>
        new(catalog.GetEnvironment(), options);
}
