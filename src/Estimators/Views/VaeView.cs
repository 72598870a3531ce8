using Microsoft.ML.Data;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Views;

/// <summary>What a fitted model is used for: which columns it adds.</summary>
internal abstract class VaeView
{
    /// <summary>What the view is called in a saved transformer.</summary>
    public abstract string Name { get; }

    /// <summary>Name of the column added; empty where the columns have names of their own.</summary>
    public virtual string OutputColumnName => "";

    /// <summary>A view by the properties of the same names.</summary>
    /// <exception cref="FormatException">There is none of that name.</exception>
    public static VaeView Create(string name, string outputColumnName) => name switch
    {
        FeaturizerView.SavedName => new FeaturizerView(outputColumnName),
        AnomalyScorerView.SavedName => new AnomalyScorerView(),
        ReconstructorView.SavedName => new ReconstructorView(outputColumnName),
        ImputerView.SavedName => new ImputerView(outputColumnName),
        _ => ImputerView.FindDraws(name, outputColumnName) ?? throw new FormatException($"there is no view '{name}'."),
    };

    /// <summary>The columns added, in their order.</summary>
    /// <param name="features">Type of the column read.</param>
    /// <param name="slotNames">Names of the features, [features]; null where they have none.</param>
    /// <param name="latentDimension">Size of the latent vector.</param>
    public abstract IReadOnlyList<AddedColumn> CreateColumns(
        VectorDataViewType features, IReadOnlyList<string>? slotNames, int latentDimension);

    /// <summary>Says what the view is, for messages.</summary>
    public abstract override string ToString();
}
