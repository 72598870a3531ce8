namespace Microsoft.ML;

public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable where TSrc : class where TDst : class, new()
{
    private readonly ITransformer _transformer;
    private readonly Current<TSrc> _example = new();
    private readonly DataViewRow _row;
    private readonly Action<TDst> _fill;

    private protected PredictionEngineBase(
        ITransformer transformer, bool ignoreMissingColumns, SchemaDefinition inputDefinition, SchemaDefinition outputDefinition)
    {
        Check.NotNull(transformer, nameof(transformer));
        Check.Param(transformer.IsRowToRowMapper, nameof(transformer), "It does not map rows to rows.");
        _transformer = transformer;
        var columns = ObjectColumns.Of(typeof(TSrc), inputDefinition, SchemaDefinition.Direction.Read);
        var mapper = transformer.GetRowToRowMapper(columns.Schema);
        _row = mapper.GetRow(new ObjectRow<TSrc>(columns, _example, _ => true), mapper.OutputSchema);
        _fill = new ObjectFiller<TDst>(mapper.OutputSchema, ignoreMissingColumns, outputDefinition).Bind(_row);
        OutputSchema = transformer.GetOutputSchema(columns.Schema);
    }

    public DataViewSchema OutputSchema { get; }

    public TDst Predict(TSrc example)
    {
        var prediction = new TDst();
        Predict(example, ref prediction);
        return prediction;
    }

    public abstract void Predict(TSrc example, ref TDst prediction);

    private protected void Fill(TSrc example, TDst prediction)
    {
        _example.Object = example;
        _example.Position++; // each example is a new row, so that nothing cached for the last one is used
        _fill(prediction);
    }

    /// <summary>The engine owns its transformer.</summary>
    public void Dispose()
    {
        _row.Dispose();
        (_transformer as IDisposable)?.Dispose();
    }
}

public sealed class PredictionEngine<TSrc, TDst> : PredictionEngineBase<TSrc, TDst> where TSrc : class where TDst : class, new()
{
    internal PredictionEngine(
        ITransformer transformer, bool ignoreMissingColumns, SchemaDefinition inputDefinition, SchemaDefinition outputDefinition)
        : base(transformer, ignoreMissingColumns, inputDefinition, outputDefinition) { }

    public override void Predict(TSrc example, ref TDst prediction)
    {
        Check.NotNull(example, nameof(example));
        Fill(example, prediction ??= new TDst());
    }
}
