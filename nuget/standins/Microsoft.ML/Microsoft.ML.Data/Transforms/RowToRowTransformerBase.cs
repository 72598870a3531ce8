namespace Microsoft.ML.Data;

public abstract class RowToRowTransformerBase : ITransformer
{
    private protected RowToRowTransformerBase() { }
    bool ITransformer.IsRowToRowMapper => true;
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;
    public IDataView Transform(IDataView input) => new MappedView(input, Bind(input.Schema));
    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(VersionInfo.Of(GetType()));
        SaveModel(ctx);
    }

    private protected abstract void SaveModel(ModelSaveContext ctx);
    private protected abstract AddedColumn Add(DataViewSchema inputSchema);
    private ColumnMapper Bind(DataViewSchema inputSchema) => ColumnMapper.Adding(inputSchema, Add(inputSchema));
}
