namespace Microsoft.ML;

public sealed class ClusteringCatalog : TrainCatalogBase
{
    internal ClusteringCatalog(IHostEnvironment env) : base(env) => Trainers = new ClusteringTrainers(this);
    public ClusteringTrainers Trainers { get; }

    public ClusteringMetrics Evaluate(IDataView data, string labelColumnName = null, string scoreColumnName = "Score", string featureColumnName = null)
    {
        Check.NotNull(data, nameof(data));
        Check.HasText(scoreColumnName, nameof(scoreColumnName));
        return ClusteringEvaluation.Evaluate(data, scoreColumnName, labelColumnName, featureColumnName);
    }

    public IReadOnlyList<CrossValidationResult<ClusteringMetrics>> CrossValidate(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string labelColumnName = null,
        string featuresColumnName = null,
        string samplingKeyColumnName = null,
        int? seed = null)
    {
        Check.NotNull(estimator, nameof(estimator));
        var splits = new DataOperationsCatalog(Environment).CrossValidationSplit(data, numberOfFolds, samplingKeyColumnName, seed);
        return splits.Select((split, fold) =>
        {
            var model = estimator.Fit(split.TrainSet);
            var scores = model.Transform(split.TestSet);
            var metrics = Evaluate(scores, labelColumnName, featureColumnName: featuresColumnName);
            return new CrossValidationResult<ClusteringMetrics>(model, metrics, scores, fold);
        }).ToArray();
    }

    public sealed class ClusteringTrainers : CatalogInstantiatorBase
    {
        internal ClusteringTrainers(ClusteringCatalog catalog) : base(catalog) { }
    }
}
