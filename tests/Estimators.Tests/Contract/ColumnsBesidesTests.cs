using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Contract;

/// <summary>A trainer that is asked for more columns than the score.</summary>
public sealed class ColumnsBesidesTests : RowContract
{
    protected override string InputColumn => "Features";

    protected override string Role => "feature";

    protected override float[][] Rows { get; } = Samples.Rows(150);

    protected override IReadOnlyList<(string Name, DataViewType Type)> Added { get; } =
    [
        ("Score", NumberDataViewType.Single),
        ("PredictedLabel", BooleanDataViewType.Instance),
        ("PValue", NumberDataViewType.Single),
        ("FeatureScores", new VectorDataViewType(NumberDataViewType.Single, Samples.FeatureCount)),
        ("Embedding", new VectorDataViewType(NumberDataViewType.Single, 3)),
        ("Reconstruction", new VectorDataViewType(NumberDataViewType.Single, Samples.FeatureCount)),
        ("Imputed", new VectorDataViewType(NumberDataViewType.Single, Samples.FeatureCount)),
    ];

    protected override IEstimator<ITransformer> CreateEstimator() =>
        new MLContext(seed: 1).AnomalyDetection.Trainers.Vae(new VaeEstimator.Options
        {
            EmbeddingColumnName = "Embedding",
            ReconstructionColumnName = "Reconstruction",
            ImputedColumnName = "Imputed",
            NumberOfEpochs = 2,
        });
}
