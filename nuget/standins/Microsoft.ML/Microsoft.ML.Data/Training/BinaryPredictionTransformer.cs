namespace Microsoft.ML.Data;

public sealed class BinaryPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel> where TModel : class
{
    private BinaryPredictionTransformer() : base(null, null, null, null) { }
    private protected override VersionInfo Version => throw new NotSupportedException();
    private protected override RowMapper MakeMapper(DataViewSchema inputSchema, DataViewSchema.Column feature) => throw new NotSupportedException();
}
