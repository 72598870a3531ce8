using Microsoft.ML;
using MLNet.Vae.RowMapping;

namespace MLNet.Vae.Views;

/// <summary>What a fitted model is used for: which columns it adds, and how they are computed.</summary>
internal abstract class VaeView
{
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

    /// <summary>Says what the view is, for messages.</summary>
    public abstract override string ToString();
}
