namespace Microsoft.ML
{
    public static class ExpressionCatalog
    {
        public static ExpressionEstimator Expression(
            this TransformsCatalog catalog, string outputColumnName, string expression, params string[] inputColumnNames) =>
            throw new NotSupportedException("The stand-in evaluates no expressions.");
    }
}

namespace Microsoft.ML.Transforms
{
    /// <summary>There is none: code that makes one is compiled here, and runs on the official package.</summary>
    public sealed class ExpressionEstimator : IEstimator<ExpressionTransformer>
    {
        private ExpressionEstimator() { }
        public ExpressionTransformer Fit(IDataView input) => throw new NotSupportedException();
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();
    }

    public sealed class ExpressionTransformer : RowToRowTransformerBase
    {
        private ExpressionTransformer() { }
        private protected override AddedColumn Add(DataViewSchema inputSchema) => throw new NotSupportedException();
        private protected override void SaveModel(ModelSaveContext ctx) => throw new NotSupportedException();
    }
}
