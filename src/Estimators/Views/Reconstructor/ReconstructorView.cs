using Microsoft.ML.Data;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Views;

/// <summary>Adds the decoder's mean at z = μ(x), [features], in the input's units.</summary>
internal sealed class ReconstructorView(string outputColumnName) : OneColumnView(outputColumnName)
{
    public const string SavedName = "reconstructor";

    public override string Name => SavedName;

    public override IReadOnlyList<AddedColumn> CreateColumns(
        VectorDataViewType features, IReadOnlyList<string>? slotNames, int latentDimension) =>
        [
            AddedColumn.Vector(
                OutputColumnName,
                features,
                slotNames,
                row => row.Reconstruction.CreateGetter(),
                graph => graph.Reconstruction),
        ];
}
