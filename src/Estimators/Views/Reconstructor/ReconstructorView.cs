using Microsoft.ML;
using MLNet.Vae.Data;
using MLNet.Vae.Onnx.Graph;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Views;

/// <summary>Adds the decoder's mean at z = μ(x), [features], in the input's units.</summary>
internal sealed class ReconstructorView : VaeView
{
    public const string SavedName = "reconstructor";

    public ReconstructorView(string outputColumnName)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        OutputColumnName = outputColumnName;
    }

    public override string Name => SavedName;

    public override string OutputColumnName { get; }

    public override DataViewSchema.DetachedColumn[] CreateColumns(
        int featureCount, int latentDimension, IReadOnlyList<string>? slotNames) =>
        [VectorColumn.Create(OutputColumnName, featureCount, slotNames)];

    public override RowEvaluator CreateEvaluator(VaeModel model, DataViewRow row, DataViewSchema.Column column) =>
        new VectorEvaluator(row, column, model.Reconstruct, model.FeatureCount);

    public override IReadOnlyList<string> AddToGraph(VaeGraph graph) => [graph.Reconstruction];

    public override string ToString() => $"reconstructor, adds '{OutputColumnName}'";
}
