namespace Microsoft.ML.Trainers;

public class KMeansTrainer : IEstimator<ClusteringPredictionTransformer<KMeansModelParameters>>
{
    private readonly IHost _host;
    private readonly string _feature;
    private readonly int _clusters;

    internal KMeansTrainer(IHostEnvironment env, Options options)
    {
        Check.Param(options.NumberOfClusters > 0, nameof(options.NumberOfClusters), "It must be positive.");
        _host = env.Register(nameof(KMeansTrainer));
        _feature = options.FeatureColumnName;
        _clusters = options.NumberOfClusters;
    }

    public ClusteringPredictionTransformer<KMeansModelParameters> Fit(IDataView input)
    {
        var feature = Columns.Find(input.Schema, _feature, "feature");
        Columns.CheckVector(feature, "feature");
        float[][] centroids = KMeansTraining.Run(TrainingRows.Read(input, _feature), _clusters, _host.Rand);
        return new(new KMeansModelParameters(centroids), _feature, feature.Type);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Columns.CheckVector(inputSchema, _feature, "feature");
        return inputSchema
            .With(new("PredictedLabel", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true))
            .With(new("Score", SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false));
    }

    public sealed class Options : TrainerInputBase
    {
        public int NumberOfClusters = 5;

        /// <summary>The stand-in has one thread, whatever it says.</summary>
        public int? NumberOfThreads;
    }
}
