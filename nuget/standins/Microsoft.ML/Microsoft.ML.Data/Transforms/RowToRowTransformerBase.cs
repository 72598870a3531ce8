namespace Microsoft.ML.Data;

public abstract class RowToRowTransformerBase : ITransformer
{
    private protected readonly IHost Host;

    private protected RowToRowTransformerBase(IHost host) => Host = host;
    bool ITransformer.IsRowToRowMapper => true;
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        Check.NotNull(input, nameof(input));
        return new MappedView(input, Bind(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);
    void ICanSaveModel.Save(ModelSaveContext ctx) => SaveModel(ctx);
    private protected abstract void SaveModel(ModelSaveContext ctx);
    private protected abstract RowMapper MakeRowMapper(DataViewSchema schema);

    private ColumnMapper Bind(DataViewSchema inputSchema)
    {
        Check.NotNull(inputSchema, nameof(inputSchema));
        return ColumnMapper.Adding(inputSchema, MakeRowMapper(inputSchema));
    }
}
