using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Data;

namespace MLNet.Vae.Views;

/// <summary>The columns that an anomaly scorer adds.</summary>
internal static class AnomalyColumns
{
    public const string Score = nameof(Score);
    public const string PredictedLabel = nameof(PredictedLabel);
    public const string PValue = nameof(PValue);
    public const string FeatureScores = nameof(FeatureScores);

    public static DataViewSchema.DetachedColumn[] Create(int featureCount, IReadOnlyList<string>? slotNames) =>
    [
        new(Score, NumberDataViewType.Single, ScoreAnnotations.Score),
        new(PredictedLabel, BooleanDataViewType.Instance, ScoreAnnotations.PredictedLabel),
        new(PValue, NumberDataViewType.Single),
        VectorColumn.Create(FeatureScores, featureCount, slotNames),
    ];
}
