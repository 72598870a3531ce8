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

        _slotNames = options.SlotNames?.ToArray();
        Input = new InputColumn("latent", options.InputColumnName);
        Added = AddedColumn.Vector(
            options.OutputColumnName,
            VectorColumn.Type(model.FeatureCount),
            _slotNames,
            row => row.Decoded.CreateGetter(),
            graph => graph.Decoded);
    }

    internal override TransformerKind Kind => TransformerKind.Decoding;

    internal override SavedColumns Columns => new([("", Added.Description.Name)], Input.Name, _slotNames, Dimensions: null, ReorderSlots: false);

    internal InputColumn Input { get; }

    internal AddedColumn Added { get; }

    /// <summary>Says what it reads and adds.</summary>
    public override string ToString() => $"{nameof(VaeDecodingTransformer)} (reads '{Input.Name}', adds '{Added.Description.Name}')";

    internal static VaeDecodingTransformer Create(VaeModel model, SavedColumns columns) => new(model, new VaeDecodingEstimator.Options
    {
        InputColumnName = columns.Input,
        OutputColumnName = columns.Views[0].Output,
        SlotNames = columns.SlotNames,
    });

    internal override BoundMapper Bind(DataViewSchema inputSchema, string parameter)
    {
        var column = Input.Find(inputSchema, Model.LatentDimension, parameter);
        return new BoundMapper(Model, inputSchema, new BoundInput(column, SlotNames: null, SlotOrder: null), [Added]);
    }
}
