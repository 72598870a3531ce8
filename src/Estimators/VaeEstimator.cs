using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Vae.Data;
using MLNet.Vae.MlNet;
using MLNet.Vae.Model;
using MLNet.Vae.Training;
using MLNet.Vae.Views;

namespace MLNet.Vae;

/// <summary>
/// Trains a variational autoencoder on a vector column. <c>mlContext.Transforms.VaeEncode</c> makes one whose transformer adds the
/// embedding, <c>VaeReconstruct</c> the reconstruction, <c>VaeImpute</c> the row with its missing values filled in, and
/// <c>mlContext.AnomalyDetection.Trainers.Vae</c> the anomaly score; the fitted model is the same, and the options name columns to add
/// besides. An estimator does not change: fitted twice on the same data it gives the same model. It may be used from any number of threads at once.
/// </summary>
public sealed partial class VaeEstimator : IEstimator<VaeTransformer>
{
    private readonly IHost _host;
    private readonly Options _options;
    private readonly InputColumn _input;
    private readonly InputColumn? _context;
    private readonly VaeView[] _views;

    /// <param name="environment">The environment of the catalog.</param>
    /// <param name="options">The options, of which a copy is taken.</param>
    /// <param name="views">What the transformer adds, in the order of the columns.</param>
    /// <param name="parameterOf">The caller's parameter that an option, by its name, came with.</param>
    /// <exception cref="ArgumentException">One or more options are out of range.</exception>
    internal VaeEstimator(IHostEnvironment environment, Options options, IEnumerable<VaeView> views, Func<string, string> parameterOf)
    {
        _options = options.Copy();
        ColumnNames.Validate(_options, parameterOf);
        OptionsValidation.Validate(_options, parameterOf);
        _views = [.. views];
        ColumnNames.RequireDistinct(Promise(slotNames: null).Select(column => column.Name), nameof(options));
        _host = environment.Register("Vae");
        _options.Seed ??= _host.Rand.Next();
        _input = new InputColumn(VaeTransformer.Role, options.FeatureColumnName);
        _context = options.ContextColumnName is { } context ? new InputColumn(VaeTransformer.ContextRole, context) : null;
    }

    /// <summary>
    /// Trains on all rows of the column, and of the context, which are read once and held in memory. Progress and warnings go to <c>MLContext.Log</c>.
    /// </summary>
    /// <param name="input">The training data. A value may be missing (NaN), none may be infinite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The feature column, or that of contexts, is missing or not a Vector&lt;Single&gt; of known size.</exception>
    /// <exception cref="ArgumentException">A value cannot be learned from: the message says which, and the inner exception is a
    /// <see cref="VaeDataException"/>. Or a key of Likelihoods names no slot, and the message says which there are; or the model would have too many parameters.</exception>
    /// <exception cref="InvalidOperationException">There are no rows, or the backend of the options cannot train on this machine; the
    /// message says why.</exception>
    /// <exception cref="VaeDivergedException">The loss or its gradient is no longer finite.</exception>
    /// <exception cref="InsufficientMemoryException">Memory ran out; the message says what was held, and what takes less.</exception>
    /// <exception cref="OperationCanceledException">The options' cancellation token was cancelled, or the execution of the
    /// <see cref="MLContext"/>.</exception>
    public VaeTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var column = _input.Find(input.Schema, size: null, nameof(input));
        var contextColumn = _context?.Find(input.Schema, size: null, nameof(input));
        var features = FeatureInput.Create(_input, column, _options.ReorderSlots);
        var context = contextColumn is { } given ? FeatureInput.Create(_context!, given, _options.ReorderSlots) : null;
        try
        {
            var model = HostCancellation.Run(
                _host, _options.CancellationToken, token => Fit(input, column, contextColumn, features.SlotNames, token));
            return new VaeTransformer(model, features, context, _views);
        }
        catch (VaeDataException refused)
        {
            throw new ArgumentException(Describe(refused, refused.IsContext ? context! : features), nameof(input), refused);
        }
    }

    /// <summary>The columns that fitted and transformed data will have.</summary>
    /// <param name="inputSchema">The columns of the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">The feature column, or that of contexts, is missing or not a Vector&lt;Single&gt; of known size.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var input = _input.Find(inputSchema, nameof(inputSchema));
        _context?.Find(inputSchema, nameof(inputSchema));
        string[]? slotNames = SlotNameAnnotation.IsIn(input) ? [""] : null;
        return SchemaShapes.Append(inputSchema, Promise(slotNames));
    }

    // Neither a promise nor a name knows sizes.
    private IEnumerable<DataViewSchema.DetachedColumn> Promise(string[]? slotNames) =>
        _views.SelectMany(view => view.CreateColumns(VectorColumn.Type(1), slotNames, latentDimension: 1)).Select(column => column.Description);

    private VaeModel Fit(
        IDataView input,
        DataViewSchema.Column column,
        DataViewSchema.Column? context,
        IReadOnlyList<string>? slotNames,
        CancellationToken token)
    {
        var read = FeatureReader.ReadAll(input, context is { } second ? [column, second] : [column], _options.EffectiveThreads, token);
        IRowSource data = context is null ? read[0] : new RowsWithContext(read[0], read[1]);
        if (data.RowCount == 0)
            throw new InvalidOperationException($"The feature column '{column.Name}' has no rows to train on.");

        using var channel = _host.Start("Training");
        var options = OptionsFor(column, slotNames, data.FeatureCount);
        var choice = BackendChoice.For(options, data.FeatureCount, data.RowCount, data.ContextCount);
        var log = new TrainingLog(channel, options);
        log.Start(data, choice);
        var model = Fitting.Run(data, options, choice.Backend, log, token);
        log.Finish(model, slotNames);
        return model;
    }

    // With slots by their numbers, and the blocks that the column's annotations name where the options leave it to the data what a feature is.
    private Options OptionsFor(DataViewSchema.Column column, IReadOnlyList<string>? slotNames, int featureCount)
    {
        var options = _options.Copy();
        options.Likelihoods = NamedLikelihoods.ByNumber(_options.Likelihoods, _input, slotNames, featureCount);
        if (options.CategoricalBlocks is null && options.Likelihood == VaeLikelihood.Auto)
            options.CategoricalBlocks = [.. CategoricalSlotsAnnotation.Read(column).Where(block => !NamedLikelihoods.Overlap(options.Likelihoods, block))];
        return options;
    }

    private static string Describe(VaeDataException refused, FeatureInput input)
    {
        string named = input.SlotNames is null ? "" : $" ('{input.SlotNames[refused.Feature]}')";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{input.Column} is {refused.Value} in row {refused.Row}, slot {refused.Feature}{named}; " +
            $"expected {refused.Expected}.");
    }
}
