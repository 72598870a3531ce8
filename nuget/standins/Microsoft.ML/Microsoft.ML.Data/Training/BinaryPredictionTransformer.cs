namespace Microsoft.ML.Data;

/// <summary>Only to be compiled against: nothing here makes one.</summary>
public sealed class BinaryPredictionTransformer<TModel> : ITransformer where TModel : class
{
    private BinaryPredictionTransformer() { }
    public TModel Model => throw new NotSupportedException();
    bool ITransformer.IsRowToRowMapper => throw new NotSupportedException();
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw new NotSupportedException();
    public IDataView Transform(IDataView input) => throw new NotSupportedException();
    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();
    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException();
}
