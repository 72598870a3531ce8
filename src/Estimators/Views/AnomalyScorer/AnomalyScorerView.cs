using Microsoft.ML.Data;
using MLNet.Vae.Rows;
using MLNet.Vae.Saving;

namespace MLNet.Vae.Views;

/// <summary>Adds the score, what the threshold makes of it, its p-value, and its split by feature.</summary>
internal sealed class AnomalyScorerView : VaeView
{
    public const string SavedName = "scorer";

    public override string Name => SavedName;

    public override IReadOnlyList<AddedColumn> CreateColumns(
        VectorDataViewType features, IReadOnlyList<string>? slotNames, int latentDimension) =>
        [
            AddedColumn.Number(
                "Score",
                row => row.Score.CreateGetter(static (_, score) => score),
                graph => graph.Score,
                ScoreAnnotations.Create("Score"),
                PortableForm.Score),
            AddedColumn.Decision(
                "PredictedLabel",
                row => row.Score.CreateGetter(static (model, score) => score > model.Threshold),
                graph => graph.PredictedLabel,
                ScoreAnnotations.Create("PredictedLabel")),
            AddedColumn.Number(
                "PValue",
                row => row.Score.CreateGetter(static (model, score) => model.PValue(score)),
                graph => graph.PValue),
            AddedColumn.Vector(
                "FeatureScores",
                features,
                slotNames,
                row => row.Score.CreateFeatureGetter(),
                graph => graph.FeatureScores),
        ];

    public override string ToString() => "anomaly scorer";
}
