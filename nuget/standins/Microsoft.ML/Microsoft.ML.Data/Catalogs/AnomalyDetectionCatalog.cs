namespace Microsoft.ML;

public sealed class AnomalyDetectionCatalog
{
    internal AnomalyDetectionCatalog(IHostEnvironment env) => Trainers = new AnomalyDetectionTrainers(env);
    public AnomalyDetectionTrainers Trainers { get; }

    public AnomalyDetectionMetrics Evaluate(
        IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score",
        string predictedLabelColumnName = "PredictedLabel", int falsePositiveCount = 10) =>
        AnomalyDetectionEvaluation.Evaluate(data, labelColumnName, scoreColumnName, predictedLabelColumnName, falsePositiveCount);

    public sealed class AnomalyDetectionTrainers : IInternalCatalog
    {
        private readonly IHostEnvironment _env;

        internal AnomalyDetectionTrainers(IHostEnvironment env) => _env = env;
        IHostEnvironment IInternalCatalog.Environment => _env;
    }
}
