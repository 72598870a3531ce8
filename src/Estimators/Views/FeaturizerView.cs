using Microsoft.ML;
using MLNet.Vae.Columns;
using MLNet.Vae.RowMapping;

namespace MLNet.Vae.Views;

/// <summary>Adds the posterior mean μ(x), [latent].</summary>
internal sealed class FeaturizerView : VaeView
{
    private readonly string _outputColumnName;

    public FeaturizerView(string outputColumnName)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        _outputColumnName = outputColumnName;
    }

    public override DataViewSchema.DetachedColumn[] CreateColumns(
        int featureCount, int latentDimension, IReadOnlyList<string>? slotNames) =>
        [VectorColumn.Create(_outputColumnName, latentDimension, [.. Enumerable.Range(0, latentDimension).Select(unit => $"z{unit}")])];

    public override RowEvaluator CreateEvaluator(VaeModel model, DataViewRow row, DataViewSchema.Column column) =>
        new VectorEvaluator(row, column, model.Encode, model.LatentDimension);

    public override string ToString() => $"featurizer, adds '{_outputColumnName}'";
}
