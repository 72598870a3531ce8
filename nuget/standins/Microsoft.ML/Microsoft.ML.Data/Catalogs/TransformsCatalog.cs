namespace Microsoft.ML;

public sealed class TransformsCatalog : IInternalCatalog
{
    private readonly IHostEnvironment _env;

    internal TransformsCatalog(IHostEnvironment env) => _env = env;
    IHostEnvironment IInternalCatalog.Environment => _env;
    public CategoricalTransforms Categorical { get; } = new();
    public TextTransforms Text { get; } = new();

    public sealed class CategoricalTransforms
    {
        internal CategoricalTransforms() { }
    }

    public sealed class TextTransforms
    {
        internal TextTransforms() { }
    }
}

public static class TransformExtensionsCatalog
{
    public static ColumnCopyingEstimator CopyColumns(this TransformsCatalog catalog, string outputColumnName, string inputColumnName) =>
        new(outputColumnName, inputColumnName);

    public static ColumnConcatenatingEstimator Concatenate(
        this TransformsCatalog catalog, string outputColumnName, params string[] inputColumnNames) =>
        new(outputColumnName, inputColumnNames);

    public static ColumnSelectingEstimator DropColumns(this TransformsCatalog catalog, params string[] columnNames) => new(columnNames);
}
