using System.Globalization;
using Microsoft.ML.Data;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Views;

/// <summary>Adds the row with its missing values filled in, [features], in the input's units: by the reconstruction, or by draws.</summary>
/// <param name="outputColumnName">Name of the column.</param>
/// <param name="drawSeed">Null for the reconstruction; otherwise the seed of draws.</param>
internal sealed class ImputerView(string outputColumnName, int? drawSeed = null) : OneColumnView(outputColumnName)
{
    public const string SavedName = "imputer";

    // Before the seed, in the saved name of draws.
    private const string SavedDraws = "imputer of draws ";

    public override string Name => drawSeed is null ? SavedName : string.Create(CultureInfo.InvariantCulture, $"{SavedDraws}{drawSeed}");

    /// <summary>A view of draws by its saved name; null where it is none.</summary>
    public static ImputerView? FindDraws(string name, string outputColumnName) =>
        name.StartsWith(SavedDraws, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(SavedDraws.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int seed)
            ? new ImputerView(outputColumnName, seed)
            : null;

    public override IReadOnlyList<AddedColumn> CreateColumns(
        VectorDataViewType features, IReadOnlyList<string>? slotNames, int latentDimension) =>
        [
            AddedColumn.Vector(
                OutputColumnName,
                features,
                slotNames,
                row => (drawSeed is { } seed ? row.ImputedDraw(seed) : row.Imputed).CreateGetter(),
                graph => drawSeed is null ? graph.Imputed : throw NotInGraphs()),
        ];

    private NotSupportedException NotInGraphs() => new(
        $"Column '{OutputColumnName}' has draws of a multiple imputation, which no ONNX graph can make. Take AsImputer without a seed.");
}
