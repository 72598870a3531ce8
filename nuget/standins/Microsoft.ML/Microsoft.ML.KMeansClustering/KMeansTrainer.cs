namespace Microsoft.ML.Trainers;

public class KMeansTrainer : TrainerEstimatorBase<ClusteringPredictionTransformer<KMeansModelParameters>, KMeansModelParameters>
{
    private readonly Options _options;

    internal KMeansTrainer(IHostEnvironment env, Options options)
        : base(env.Register("KMeansPlusPlus"), options.FeatureColumnName, options.ExampleWeightColumnName)
    {
        Check.Param(options.NumberOfClusters > 0, nameof(options.NumberOfClusters), "It must be positive.");
        Check.Param(options.MaximumNumberOfIterations > 0, nameof(options.MaximumNumberOfIterations), "It must be positive.");
        Check.Param(options.OptimizationTolerance > 0, nameof(options.OptimizationTolerance), "It must be positive.");
        Check.Param(options.NumberOfThreads is null or > 0, nameof(options.NumberOfThreads), "It must be positive.");
        _options = options;
    }

    public override TrainerInfo Info { get; } = new();

    private protected override SchemaShape.Column[] OutputColumns =>
    [
        new("Score", SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, Shapes.Score),
        new("PredictedLabel", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true, Shapes.Score),
    ];

    private protected override KMeansModelParameters Train(TrainingRows rows)
    {
        using var channel = Host.Start("Training");
        var centroids = KMeansTraining.Run(rows, _options, Host.Rand);
        channel.Info(MessageSensitivity.None, $"Trained on {rows.Features.Count} rows.");
        if (rows.LeftOut > 0)
            channel.Warning($"{rows.LeftOut} rows with missing features were left out.");
        return new KMeansModelParameters(Host, centroids);
    }

    private protected override ClusteringPredictionTransformer<KMeansModelParameters> MakeTransformer(KMeansModelParameters model, DataViewSchema trainSchema) =>
        new(Host, model, trainSchema, FeatureColumn.Name);

    /// <summary>The stand-in has one way to begin, k-means++, and one thread.</summary>
    public sealed class Options : UnsupervisedTrainerInputBaseWithWeight
    {
        public int NumberOfClusters = 5;
        public float OptimizationTolerance = 1e-7f;
        public int MaximumNumberOfIterations = 1000;
        public int? NumberOfThreads;
    }
}
