using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.MlNet;
using MLNet.Vae.Rows;
using MLNet.Vae.Saving;

namespace MLNet.Vae;

/// <summary>
/// What <see cref="VaeTransformer"/> and <see cref="VaeDecodingTransformer"/> have in common: both add columns that are functions of one
/// vector column of the same row. <c>mlContext.Model.Save</c> and <c>Load</c> keep them, and <c>mlContext.Model.ConvertToOnnx</c> converts
/// them, alone and in chains. They never change and may be used from any number of threads at once.
/// </summary>
public abstract class VaeTransformerBase : ITransformer
{
    private protected VaeTransformerBase(VaeModel model) => Model = model;

    /// <summary>The fitted model, without ML.NET.</summary>
    public VaeModel Model { get; }

    internal abstract TransformerKind Kind { get; }

    internal abstract SavedColumns Columns { get; }

    /// <summary>Always true: a row's added columns depend on that row alone, so that a <c>PredictionEngine</c> can be made.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>The schema of transformed data: that of the input, and the added columns behind.</summary>
    /// <param name="inputSchema">The schema of the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column to read is missing, of another type or of another size than the
    /// model's, or its slots have other names than in training, or the same in another order.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema, nameof(inputSchema)).OutputSchema;

    /// <summary>Adds the columns lazily: a row is computed when it is asked for, once for all of its active columns.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column to read is missing, of another type or of another size than the
    /// model's, or its slots have other names than in training, or the same in another order.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return TransformedDataView.Create(this, input);
    }

    /// <summary>The mapping of single rows.</summary>
    /// <param name="inputSchema">The schema of the rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column to read is missing, of another type or of another size than the
    /// model's, or its slots have other names than in training, or the same in another order.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema, nameof(inputSchema));

    void ICanSaveModel.Save(ModelSaveContext ctx) => TransformerZip.Save(ctx, this);

    /// <summary>The mapping of rows of a schema.</summary>
    /// <param name="inputSchema">The schema.</param>
    /// <param name="parameter">The caller's parameter that it came with.</param>
    /// <exception cref="ArgumentOutOfRangeException">It lacks the column to read, or has it of another type, size or slots.</exception>
    internal abstract BoundMapper Bind(DataViewSchema inputSchema, string parameter);
}
