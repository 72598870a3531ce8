using Microsoft.ML;
using MLNet.Vae.Data;
using MLNet.Vae.Onnx.Graph;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Views;

/// <summary>Adds the posterior mean μ(x), [latent].</summary>
internal sealed class FeaturizerView : VaeView
{
    public const string SavedName = "featurizer";

    public FeaturizerView(string outputColumnName)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        OutputColumnName = outputColumnName;
    }

    public override string Name => SavedName;

    public override string OutputColumnName { get; }

    public override DataViewSchema.DetachedColumn[] CreateColumns(
        int featureCount, int latentDimension, IReadOnlyList<string>? slotNames) =>
        [VectorColumn.Create(OutputColumnName, latentDimension, [.. Enumerable.Range(0, latentDimension).Select(unit => $"z{unit}")])];

    public override RowEvaluator CreateEvaluator(VaeModel model, DataViewRow row, DataViewSchema.Column column) =>
        new VectorEvaluator(row, column, model.Encode, model.LatentDimension);

    public override IReadOnlyList<string> AddToGraph(VaeGraph graph) => [graph.Embedding];

    public override string ToString() => $"featurizer, adds '{OutputColumnName}'";
}
