using Microsoft.ML;
using MLNet.Vae.Columns;
using MLNet.Vae.RowMapping;

namespace MLNet.Vae.Views;

/// <summary>Adds the score, what the threshold makes of it, its rank among the training scores, and its split by feature.</summary>
internal sealed class AnomalyScorerView : VaeView
{
    public override DataViewSchema.DetachedColumn[] CreateColumns(
        int featureCount, int latentDimension, IReadOnlyList<string>? slotNames) =>
        AnomalyColumns.Create(featureCount, slotNames);

    public override RowEvaluator CreateEvaluator(VaeModel model, DataViewRow row, DataViewSchema.Column column) =>
        new AnomalyEvaluator(row, column, model);

    public override string ToString() => "anomaly scorer";
}
