namespace Microsoft.ML
{
    public static class CategoricalCatalog
    {
        public static OneHotEncodingEstimator OneHotEncoding(
            this TransformsCatalog.CategoricalTransforms catalog, string outputColumnName, string inputColumnName = null,
            OneHotEncodingEstimator.OutputKind outputKind = OneHotEncodingEstimator.OutputKind.Indicator,
            int maximumNumberOfKeys = 1000000,
            ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
            IDataView keyData = null) =>
            throw new NotSupportedException("The stand-in encodes no categories.");
    }
}

namespace Microsoft.ML.Transforms
{
    /// <summary>There is none: code that makes one is compiled here, and runs on the official package.</summary>
    public sealed class OneHotEncodingEstimator : IEstimator<OneHotEncodingTransformer>
    {
        private OneHotEncodingEstimator() { }
        public OneHotEncodingTransformer Fit(IDataView input) => throw new NotSupportedException();
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();

        public enum OutputKind : byte
        {
            Bag = 1,
            Indicator = 2,
            Key = 3,
            Binary = 4,
        }
    }

    public sealed class OneHotEncodingTransformer : ITransformer
    {
        private OneHotEncodingTransformer() { }
        bool ITransformer.IsRowToRowMapper => throw new NotSupportedException();
        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw new NotSupportedException();
        public IDataView Transform(IDataView input) => throw new NotSupportedException();
        IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();
        void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException();
    }
}
