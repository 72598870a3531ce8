using Microsoft.ML;
using MLNet.Vae.Onnx.Graph;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Views;

/// <summary>Adds the score, what the threshold makes of it, its rank among the training scores, and its split by feature.</summary>
internal sealed class AnomalyScorerView : VaeView
{
    public const string SavedName = "scorer";

    public override string Name => SavedName;

    public override DataViewSchema.DetachedColumn[] CreateColumns(
        int featureCount, int latentDimension, IReadOnlyList<string>? slotNames) =>
        AnomalyColumns.Create(featureCount, slotNames);

    public override RowEvaluator CreateEvaluator(VaeModel model, DataViewRow row, DataViewSchema.Column column) =>
        new AnomalyEvaluator(row, column, model);

    public override IReadOnlyList<string> AddToGraph(VaeGraph graph) =>
        [graph.Score, graph.PredictedLabel, graph.PValue, graph.FeatureScores];

    public override string ToString() => "anomaly scorer";
}
