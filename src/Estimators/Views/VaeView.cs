using Microsoft.ML;
using MLNet.Vae.Onnx.Graph;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Views;

/// <summary>What a fitted model is used for: which columns it adds, and how they are computed.</summary>
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
        _ => throw new FormatException($"there is no view '{name}'."),
    };

    /// <summary>The columns added.</summary>
    /// <param name="featureCount">Number of features.</param>
    /// <param name="latentDimension">Size of the latent vector.</param>
    /// <param name="slotNames">Names of the features, [features]; null where they have none.</param>
    public abstract DataViewSchema.DetachedColumn[] CreateColumns(int featureCount, int latentDimension, IReadOnlyList<string>? slotNames);

    /// <summary>Makes what computes the columns of a cursor's rows.</summary>
    /// <param name="model">The fitted model.</param>
    /// <param name="row">The cursor.</param>
    /// <param name="column">The column of the features.</param>
    public abstract RowEvaluator CreateEvaluator(VaeModel model, DataViewRow row, DataViewSchema.Column column);

    /// <summary>Computes the columns in an ONNX graph.</summary>
    /// <returns>The values that hold them, in their order.</returns>
    public abstract IReadOnlyList<string> AddToGraph(VaeGraph graph);

    /// <summary>Says what the view is, for messages.</summary>
    public abstract override string ToString();
}
