using Microsoft.ML.Data;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Views;

/// <summary>Adds the row with its missing values filled in by the reconstruction, [features], in the input's units.</summary>
internal sealed class ImputerView(string outputColumnName) : OneColumnView(outputColumnName)
{
    public const string SavedName = "imputer";

    public override string Name => SavedName;

    public override IReadOnlyList<AddedColumn> CreateColumns(
        VectorDataViewType features, IReadOnlyList<string>? slotNames, int latentDimension) =>
        [
            AddedColumn.Vector(
                OutputColumnName,
                features,
                slotNames,
                row => row.Imputed.CreateGetter(),
                graph => graph.Imputed),
        ];
}
