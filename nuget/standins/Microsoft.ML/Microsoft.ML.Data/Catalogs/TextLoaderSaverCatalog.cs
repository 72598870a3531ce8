namespace Microsoft.ML;

public static class TextLoaderSaverCatalog
{
    public static IDataView LoadFromTextFile(this DataOperationsCatalog catalog, string path, TextLoader.Options options = null)
    {
        Check.Param(File.Exists(path), nameof(path), $"There is no file '{path}'.");
        return new TextView(path, options);
    }
}
