using Microsoft.ML.Data;
using MLNet.Vae.Data;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Views;

/// <summary>Adds the posterior mean μ(x), [latent].</summary>
internal sealed class FeaturizerView(string outputColumnName) : OneColumnView(outputColumnName)
{
    public const string SavedName = "featurizer";

    public override string Name => SavedName;

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
}
