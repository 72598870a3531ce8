using Microsoft.ML.Data;
using MLNet.Vae.Data;
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

    public override IReadOnlyList<AddedColumn> CreateColumns(
        VectorDataViewType features, IReadOnlyList<string>? slotNames, int latentDimension) =>
        [
            AddedColumn.Vector(
                OutputColumnName,
                VectorColumn.Type(latentDimension),
                [.. Enumerable.Range(0, latentDimension).Select(unit => $"z{unit}")],
                row => row.Embedding.CreateGetter(),
                graph => graph.Embedding),
        ];

    public override string ToString() => $"featurizer, adds '{OutputColumnName}'";
}
