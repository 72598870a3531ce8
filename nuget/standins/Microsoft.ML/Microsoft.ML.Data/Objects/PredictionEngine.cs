namespace Microsoft.ML;

public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable where TSrc : class where TDst : class, new()
{
    private readonly DataViewRowCursor _examples;
    private readonly DataViewRow _row;
    private readonly Action<TDst> _fill;
    private TSrc _example;

    private protected PredictionEngineBase(
        ITransformer transformer, bool ignoreMissingColumns, SchemaDefinition inputDefinition, SchemaDefinition outputDefinition)
    {
        Check.Param(transformer.IsRowToRowMapper, nameof(transformer), "It does not map rows to rows.");
        var examples = new ObjectView<TSrc>(Examples(), inputDefinition);
        _examples = examples.GetRowCursor(examples.Schema);
        var mapper = transformer.GetRowToRowMapper(examples.Schema);
        _row = mapper.GetRow(_examples, mapper.OutputSchema);
        _fill = new ObjectFiller<TDst>(mapper.OutputSchema, ignoreMissingColumns, outputDefinition).Bind(_row);
    }

    public TDst Predict(TSrc example)
    {
        var prediction = new TDst();
        _example = example;
        _examples.MoveNext(); // a new row, so that nothing cached for the last one is used
        _fill(prediction);
        return prediction;
    }

    public void Dispose() => _row.Dispose();

    private IEnumerable<TSrc> Examples()
    {
        while (true)
            yield return _example;
    }
}

public sealed class PredictionEngine<TSrc, TDst> : PredictionEngineBase<TSrc, TDst> where TSrc : class where TDst : class, new()
{
    internal PredictionEngine(
        ITransformer transformer, bool ignoreMissingColumns, SchemaDefinition inputDefinition, SchemaDefinition outputDefinition)
        : base(transformer, ignoreMissingColumns, inputDefinition, outputDefinition) { }
}
