using Microsoft.ML;
using MLNet.Vae.Data;
using MLNet.Vae.Rows;
using MLNet.Vae.Saving;
using MLNet.Vae.Views;

namespace MLNet.Vae;

/// <summary>
/// A fitted variational autoencoder at work in ML.NET, as a featurizer, an anomaly scorer, a reconstructor, an imputer, or several of them.
/// Each is a view of one model: <see cref="AsFeaturizer"/>, <see cref="AsAnomalyScorer"/>, <see cref="AsReconstructor"/> and
/// <see cref="AsImputer"/> give one view without training again.
/// <list type="table">
/// <listheader><term>column</term><description>type and meaning</description></listheader>
/// <item><term>featurizer's own</term><description>Vector&lt;Single, L&gt;: posterior mean μ(x), slot names z0, z1, …</description></item>
/// <item><term>reconstructor's own</term><description>Vector&lt;Single, D&gt;: decoder's mean at μ(x), input's units</description></item>
/// <item><term>imputer's own</term><description>Vector&lt;Single, D&gt;: the input, NaN replaced by the reconstruction</description></item>
/// <item><term>Score</term><description>Single: negative ELBO in nats; the higher, the more anomalous; always finite</description></item>
/// <item><term>PredictedLabel</term><description>Boolean: whether Score is above the model's threshold</description></item>
/// <item><term>PValue</term><description>Single, 0 to 1: share of the training scores that are at least as high</description></item>
/// <item><term>FeatureScores</term><description>Vector&lt;Single, D&gt;: nats by feature</description></item>
/// </list>
/// The last four are the anomaly scorer's. Columns by feature have the slot names of the training, and in their order.
/// It never changes and may be used from any number of threads at once.
/// </summary>
public sealed partial class VaeTransformer : VaeTransformerBase
{
    internal const string Role = "feature", ContextRole = "context";

    private readonly FeatureInput _input;
    private readonly FeatureInput? _context; // of a model with a context
    private readonly IReadOnlyList<VaeView> _views; // in the order of the columns

    internal VaeTransformer(VaeModel model, FeatureInput input, FeatureInput? context, IReadOnlyList<VaeView> views) : base(model)
    {
        _input = input;
        _context = context;
        _views = views;
    }

    /// <summary>Name of the column that is read, a Vector&lt;Single, D&gt;.</summary>
    public string InputColumnName => _input.Column.Name;

    /// <summary>Name of the column of contexts that is read, a Vector&lt;Single&gt;; null for a model without context.</summary>
    public string? ContextColumnName => _context?.Column.Name;

    /// <summary>
    /// Names of the features, [features], as the training data had them; null where it had none. Data whose slots have other names, or these in
    /// another order, is an error (but see <see cref="VaeEstimator.Options.ReorderSlots"/>); data without names is taken as it is.
    /// </summary>
    public IReadOnlyList<string>? SlotNames => _input.SlotNames;

    internal bool IsAnomalyScorer => _views.Any(view => view is AnomalyScorerView);

    internal override TransformerKind Kind => TransformerKind.Vae;

    internal override SavedColumns Columns => new(
        [.. _views.Select(view => (view.Name, view.OutputColumnName))],
        InputColumnName,
        SlotNames,
        _input.Dimensions,
        _input.ReorderSlots,
        _context is null ? null : (_context.Column.Name, _context.SlotNames));

    /// <summary>The same model as a featurizer.</summary>
    /// <param name="outputColumnName">Name of the column of posterior means.</param>
    /// <exception cref="ArgumentException"><paramref name="outputColumnName"/> is empty.</exception>
    public VaeTransformer AsFeaturizer(string outputColumnName) =>
        new(Model, _input, _context, [new FeaturizerView(outputColumnName)]);

    /// <summary>The same model as an anomaly scorer.</summary>
    /// <param name="threshold">The score in nats above which a row counts as an anomaly; null leaves that of the model.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not finite.</exception>
    public VaeTransformer AsAnomalyScorer(float? threshold = null) =>
        new(threshold is { } nats ? Model.WithThreshold(nats) : Model, _input, _context, [new AnomalyScorerView()]);

    /// <summary>The same model as a reconstructor.</summary>
    /// <param name="outputColumnName">Name of the column of reconstructions.</param>
    /// <exception cref="ArgumentException"><paramref name="outputColumnName"/> is empty.</exception>
    public VaeTransformer AsReconstructor(string outputColumnName) =>
        new(Model, _input, _context, [new ReconstructorView(outputColumnName)]);

    /// <summary>The same model as an imputer: what is missing (NaN) is filled in by the reconstruction, and the rest is left as it is.</summary>
    /// <param name="outputColumnName">Name of the column of rows without gaps.</param>
    /// <param name="drawSeed">Seed of one draw of a multiple imputation, as in <see cref="VaeEstimator.Options.ImputationDrawSeed"/>; null for the
    /// reconstruction.</param>
    /// <exception cref="ArgumentException"><paramref name="outputColumnName"/> is empty.</exception>
    public VaeTransformer AsImputer(string outputColumnName, int? drawSeed = null) =>
        new(Model, _input, _context, [new ImputerView(outputColumnName, drawSeed)]);

    /// <summary>
    /// Rows made from samples of a prior, in one column of the name and type of the input, in its units and with its slot names. Each is made when a
    /// cursor comes to it, and is a function of the seed and its number alone.
    /// </summary>
    /// <param name="count">Number of rows, at least 0.</param>
    /// <param name="seed">The same seed gives the same rows, however many are asked for.</param>
    /// <param name="sampleLikelihood">
    /// False for the decoder's mean; true for a draw from the likelihood p(x | z). Under <see cref="VaePrior.Fitted"/> a drawn number is the
    /// value of its rank among the training rows', so that spikes, whole numbers and the range of a column are as they were.
    /// </param>
    /// <param name="prior">What latent vectors are drawn from.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative, or <paramref name="prior"/> is none of the
    /// two.</exception>
    /// <exception cref="ArgumentException">The model takes a context.</exception>
    public IDataView Generate(int count, int seed, bool sampleLikelihood = false, VaePrior prior = VaePrior.Fitted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Model.Generate([], seed, prior: prior);
        return new GeneratedDataView(count, (FeatureColumn, (row, features) => Model.Generate(features, seed, row, sampleLikelihood, prior)));
    }

    /// <summary>
    /// Rows made from samples of the prior, all in one context, which a second column has: of the name of the column of contexts that was
    /// trained on.
    /// </summary>
    /// <param name="count">Number of rows, at least 0.</param>
    /// <param name="seed">The same seed gives the same rows, however many are asked for.</param>
    /// <param name="context">The context of every row, [context].</param>
    /// <param name="sampleLikelihood">False for the decoder's mean; true for a draw from the likelihood p(x | z, c).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="ArgumentException"><paramref name="context"/> has another length than the model's, 0 for a model without, or a value
    /// is missing or infinite.</exception>
    public IDataView Generate(int count, int seed, IReadOnlyList<float> context, bool sampleLikelihood = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(context);
        float[] given = [.. context];
        Model.Generate(given, new float[Model.FeatureCount], seed); // refuses the context now, not when a cursor comes to the first row
        (DataViewSchema.DetachedColumn, RowSource) features =
            (FeatureColumn, (row, to) => Model.Generate(given, to, seed, row, sampleLikelihood));
        return _context is null
            ? new GeneratedDataView(count, features)
            : new GeneratedDataView(
                count,
                features,
                (VectorColumn.Create(_context.Column.Name, _context.TypeOf(Model.ContextCount), _context.SlotNames), (_, to) => given.CopyTo(to)));
    }

    private DataViewSchema.DetachedColumn FeatureColumn =>
        VectorColumn.Create(InputColumnName, _input.TypeOf(Model.FeatureCount), SlotNames);

    /// <summary>Says what it reads and which view it is.</summary>
    public override string ToString() => $"{nameof(VaeTransformer)} ({string.Join(", ", _views)}, reads '{InputColumnName}'{(_context is null ? "" : $" in the context '{ContextColumnName}'")})";

    internal static VaeTransformer Create(VaeModel model, SavedColumns columns) =>
        new(
            model,
            new FeatureInput(new InputColumn(Role, columns.Input), columns.SlotNames, columns.Dimensions, columns.ReorderSlots),
            columns.Context is var (name, slotNames)
                ? new FeatureInput(new InputColumn(ContextRole, name), slotNames, Dimensions: null, columns.ReorderSlots)
                : null,
            [.. columns.Views.Select(view => VaeView.Create(view.View, view.Output))]);

    internal override BoundMapper Bind(DataViewSchema inputSchema, string parameter)
    {
        var (input, context) = FindInputs(inputSchema, parameter);
        var added = _views.SelectMany(view => view.CreateColumns(input.Type, input.SlotNames, Model.LatentDimension));
        return new BoundMapper(Model, inputSchema, input, context, [.. added]);
    }

    /// <summary>The columns that are read in rows of a schema: features, and contexts where the model takes any.</summary>
    /// <param name="inputSchema">The schema.</param>
    /// <param name="parameter">The caller's parameter that it came with.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is missing, of another type or size, or has slots of other names.</exception>
    internal (BoundInput Features, BoundInput? Context) FindInputs(DataViewSchema inputSchema, string parameter) =>
        (_input.Find(inputSchema, Model.FeatureCount, parameter), _context?.Find(inputSchema, Model.ContextCount, parameter));

    /// <summary>The same views of the model with another threshold.</summary>
    internal VaeTransformer WithThreshold(float threshold) => new(Model.WithThreshold(threshold), _input, _context, _views);
}
