using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Data;
using MLNet.Vae.Rows;
using MLNet.Vae.Saving;
using MLNet.Vae.Views;

namespace MLNet.Vae;

/// <summary>
/// A fitted variational autoencoder at work in ML.NET, as a featurizer, an anomaly scorer or a reconstructor. Each is a view of one model:
/// <see cref="AsFeaturizer"/>, <see cref="AsAnomalyScorer"/> and <see cref="AsReconstructor"/> give another view without training again.
/// <list type="table">
/// <listheader><term>column</term><description>type and meaning</description></listheader>
/// <item><term>featurizer's own</term><description>Vector&lt;Single, L&gt;: posterior mean μ(x), slot names z0, z1, …</description></item>
/// <item><term>reconstructor's own</term><description>Vector&lt;Single, D&gt;: decoder's mean at μ(x), input's units</description></item>
/// <item><term>Score</term><description>Single: negative ELBO in nats; the higher, the more anomalous; always finite</description></item>
/// <item><term>PredictedLabel</term><description>Boolean: whether Score is above the model's threshold</description></item>
/// <item><term>PValue</term><description>Single, 0 to 1: share of the training scores that are at least as high</description></item>
/// <item><term>FeatureScores</term><description>Vector&lt;Single, D&gt;: nats by feature</description></item>
/// </list>
/// The last four are the anomaly scorer's. Columns by feature have the input's slot names.
/// It never changes and may be used from any number of threads at once.
/// </summary>
public sealed partial class VaeTransformer : VaeTransformerBase
{
    internal const string Role = "feature";

    private readonly InputColumn _input;
    private readonly VaeView _view;

    internal VaeTransformer(VaeModel model, InputColumn input, IReadOnlyList<string>? slotNames, VaeView view) : base(model)
    {
        _input = input;
        _view = view;
        SlotNames = slotNames;
    }

    /// <summary>Name of the column that is read, a Vector&lt;Single, D&gt;.</summary>
    public string InputColumnName => _input.Name;

    /// <summary>
    /// Names of the features, [features], as the training data had them; null where it had none. Columns by feature take the names of the
    /// data at hand, and these where it has none.
    /// </summary>
    public IReadOnlyList<string>? SlotNames { get; }

    internal bool IsAnomalyScorer => _view is AnomalyScorerView;

    internal override TransformerKind Kind => TransformerKind.Vae;

    internal override SavedColumns Columns => new(_view.Name, InputColumnName, _view.OutputColumnName, SlotNames);

    /// <summary>The same model as a featurizer.</summary>
    /// <param name="outputColumnName">Name of the column of posterior means.</param>
    /// <exception cref="ArgumentException"><paramref name="outputColumnName"/> is empty.</exception>
    public VaeTransformer AsFeaturizer(string outputColumnName) =>
        new(Model, _input, SlotNames, new FeaturizerView(outputColumnName));

    /// <summary>The same model as an anomaly scorer.</summary>
    /// <param name="threshold">The score in nats above which a row counts as an anomaly; null leaves that of the model.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not finite.</exception>
    public VaeTransformer AsAnomalyScorer(float? threshold = null) =>
        new(threshold is { } nats ? Model.WithThreshold(nats) : Model, _input, SlotNames, new AnomalyScorerView());

    /// <summary>The same model as a reconstructor.</summary>
    /// <param name="outputColumnName">Name of the column of reconstructions.</param>
    /// <exception cref="ArgumentException"><paramref name="outputColumnName"/> is empty.</exception>
    public VaeTransformer AsReconstructor(string outputColumnName) =>
        new(Model, _input, SlotNames, new ReconstructorView(outputColumnName));

    /// <summary>
    /// Rows made from samples of the prior, in one column named as the input, in its units and with its slot names. Each is made when a
    /// cursor comes to it, and is a function of the seed and its number alone.
    /// </summary>
    /// <param name="count">Number of rows, at least 0.</param>
    /// <param name="seed">The same seed gives the same rows, however many are asked for.</param>
    /// <param name="sampleLikelihood">False for the decoder's mean; true for a draw from the likelihood p(x | z).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public IDataView Generate(int count, int seed, bool sampleLikelihood = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var column = VectorColumn.Create(InputColumnName, Model.FeatureCount, SlotNames);
        return new GeneratedDataView(column, count, (row, features) => Model.Generate(features, seed, row, sampleLikelihood));
    }

    /// <summary>Says what it reads and which view it is.</summary>
    public override string ToString() => $"{nameof(VaeTransformer)} ({_view}, reads '{InputColumnName}')";

    internal static VaeTransformer Create(VaeModel model, SavedColumns columns) =>
        new(model, new InputColumn(Role, columns.Input), columns.SlotNames, VaeView.Create(columns.View, columns.Output));

    internal override BoundMapper Bind(DataViewSchema inputSchema)
    {
        var column = _input.Find(inputSchema, Model.FeatureCount);
        var slotNames = SlotNameAnnotation.Read(column) ?? SlotNames;
        var added = _view.CreateColumns((VectorDataViewType)column.Type, slotNames, Model.LatentDimension);
        return new BoundMapper(Model, inputSchema, column, added);
    }
}
