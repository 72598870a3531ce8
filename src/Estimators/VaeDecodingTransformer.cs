using Microsoft.ML;
using MLNet.Vae.Data;
using MLNet.Vae.Rows;
using MLNet.Vae.Saving;

namespace MLNet.Vae;

/// <summary>
/// Adds a column of features decoded from a column of latent vectors: the mean of p(x | z), Vector&lt;Single, D&gt;, in the units of the
/// model's training data. It never changes and may be used from any number of threads at once.
/// </summary>
public sealed class VaeDecodingTransformer : VaeTransformerBase
{
    private readonly string[]? _slotNames; // [features]

    internal VaeDecodingTransformer(VaeModel model, VaeDecodingEstimator.Options options) : base(model)
    {
        ColumnNames.Require(nameof(options.InputColumnName), options.InputColumnName, nameof(options));
        ColumnNames.Require(nameof(options.OutputColumnName), options.OutputColumnName, nameof(options));
        if (options.SlotNames is { } names && names.Count != model.FeatureCount)
        {
            throw new ArgumentException(
                $"SlotNames has {names.Count} names; expected one for each of the model's {model.FeatureCount} features.", nameof(options));
        }

        if (model.ContextCount > 0 != options.ContextColumnName is not null)
        {
            throw new ArgumentException(
                model.ContextCount > 0
                    ? $"ContextColumnName is null; expected the name of a column: the model was trained with a context of {model.ContextCount} values."
                    : $"ContextColumnName is '{options.ContextColumnName}'; expected null: the model was trained without a context.",
                nameof(options));
        }

        _slotNames = options.SlotNames?.ToArray();
        Input = new InputColumn("latent", options.InputColumnName);
        Context = options.ContextColumnName is { } context ? new InputColumn(VaeTransformer.ContextRole, context) : null;
        Added = AddedColumn.Vector(
            options.OutputColumnName,
            VectorColumn.Type(model.FeatureCount),
            _slotNames,
            row => row.Decoded.CreateGetter(),
            graph => graph.Decoded);
    }

    internal override TransformerKind Kind => TransformerKind.Decoding;

    internal override SavedColumns Columns => new([("", Added.Description.Name)], Input.Name, _slotNames, Dimensions: null, ReorderSlots: false, Context is null ? null : (Context.Name, null));

    internal InputColumn Input { get; }

    /// <summary>Null for a model without context.</summary>
    internal InputColumn? Context { get; }

    internal AddedColumn Added { get; }

    /// <summary>Says what it reads and adds.</summary>
    public override string ToString() => $"{nameof(VaeDecodingTransformer)} (reads '{Input.Name}', adds '{Added.Description.Name}')";

    internal static VaeDecodingTransformer Create(VaeModel model, SavedColumns columns) => new(model, new VaeDecodingEstimator.Options
    {
        InputColumnName = columns.Input,
        OutputColumnName = columns.Views[0].Output,
        SlotNames = columns.SlotNames,
        ContextColumnName = columns.Context?.Input,
    });

    internal override BoundMapper Bind(DataViewSchema inputSchema, string parameter)
    {
        var column = Input.Find(inputSchema, Model.LatentDimension, parameter);
        var context = Context?.Find(inputSchema, Model.ContextCount, parameter);
        return new BoundMapper(Model, inputSchema, AsItIs(column), context is { } given ? AsItIs(given) : null, [Added]);

        static BoundInput AsItIs(DataViewSchema.Column column) => new(column, SlotNames: null, SlotOrder: null);
    }
}
