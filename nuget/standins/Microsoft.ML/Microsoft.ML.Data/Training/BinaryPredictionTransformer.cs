namespace Microsoft.ML.Data;

/// <summary>Only to be compiled against: nothing here makes one.</summary>
public sealed class BinaryPredictionTransformer<TModel> : RowToRowTransformerBase where TModel : class
{
    private BinaryPredictionTransformer() { }
    public TModel Model => throw new NotSupportedException();
    private protected override void SaveModel(ModelSaveContext ctx) => throw new NotSupportedException();
    private protected override AddedColumn Add(DataViewSchema inputSchema) => throw new NotSupportedException();
}
