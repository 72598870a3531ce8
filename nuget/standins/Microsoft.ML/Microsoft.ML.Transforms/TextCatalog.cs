namespace Microsoft.ML
{
    using Microsoft.ML.Transforms.Text;

    public static class TextCatalog
    {
        public static TextFeaturizingEstimator FeaturizeText(
            this TransformsCatalog.TextTransforms catalog, string outputColumnName, string inputColumnName = null) =>
            throw new NotSupportedException("The stand-in makes no features of text.");
    }
}

namespace Microsoft.ML.Transforms.Text
{
    /// <summary>There is none: code that makes one is compiled here, and runs on the official package.</summary>
    public sealed class TextFeaturizingEstimator : IEstimator<ITransformer>
    {
        private TextFeaturizingEstimator() { }
        public ITransformer Fit(IDataView input) => throw new NotSupportedException();
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();
    }
}
