using Microsoft.ML;
using MLNet.Vae.Columns;
using MLNet.Vae.RowMapping;

namespace MLNet.Vae.Views;

/// <summary>Adds the decoder's mean at z = μ(x), [features], in the input's units.</summary>
internal sealed class ReconstructorView : VaeView
{
    private readonly string _outputColumnName;

    public ReconstructorView(string outputColumnName)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        _outputColumnName = outputColumnName;
    }

    public override DataViewSchema.DetachedColumn[] CreateColumns(
        int featureCount, int latentDimension, IReadOnlyList<string>? slotNames) =>
        [VectorColumn.Create(_outputColumnName, featureCount, slotNames)];

    public override RowEvaluator CreateEvaluator(VaeModel model, DataViewRow row, DataViewSchema.Column column) =>
        new VectorEvaluator(row, column, model.Reconstruct, model.FeatureCount);

    public override string ToString() => $"reconstructor, adds '{_outputColumnName}'";
}
