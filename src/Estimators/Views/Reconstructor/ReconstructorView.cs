using Microsoft.ML.Data;
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

    public override string ToString() => $"reconstructor, adds '{OutputColumnName}'";
}
