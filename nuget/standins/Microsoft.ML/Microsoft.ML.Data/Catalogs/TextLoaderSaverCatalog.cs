namespace Microsoft.ML;

public static class TextLoaderSaverCatalog
{
    public static TextLoader CreateTextLoader(this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource dataSample = null) =>
        throw new NotSupportedException("The stand-in has no data loaders.");

    public static IDataView LoadFromTextFile(this DataOperationsCatalog catalog, string path, TextLoader.Options options = null)
    {
        Check.Param(File.Exists(path), nameof(path), $"There is no file '{path}'.");
        return new TextView(path, options);
    }
}
