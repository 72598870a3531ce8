namespace Microsoft.ML;

public static class CustomMappingCatalog
{
    public static CustomMappingEstimator<TSrc, TDst> CustomMapping<TSrc, TDst>(
        this TransformsCatalog catalog,
        Action<TSrc, TDst> mapAction,
        string contractName,
        SchemaDefinition inputSchemaDefinition = null,
        SchemaDefinition outputSchemaDefinition = null) where TSrc : class, new()
        where TDst : class, new() => new(catalog.GetEnvironment(), mapAction, inputSchemaDefinition, outputSchemaDefinition);

    /// <summary>As officially, the rows for which the predicate holds are the ones left out.</summary>
    public static IDataView FilterByCustomPredicate<TSrc>(this DataOperationsCatalog catalog, IDataView input, Func<TSrc, bool> filterPredicate)
        where TSrc : class, new() => new CustomFilter<TSrc>(input, filterPredicate);
}
