namespace Microsoft.ML;

public static class TextLoaderSaverCatalog
{
    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog, TextLoader.Column[] columns, char separatorChar = '\t', bool hasHeader = false,
        IMultiStreamSource dataSample = null, bool allowQuoting = false, bool trimWhitespace = false, bool allowSparse = false) =>
        new(Options(columns, separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse), dataSample);

    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource dataSample = null) => new(options, dataSample);

    public static IDataView LoadFromTextFile(
        this DataOperationsCatalog catalog, string path, TextLoader.Column[] columns, char separatorChar = '\t', bool hasHeader = false,
        bool allowQuoting = false, bool trimWhitespace = false, bool allowSparse = false) =>
        Load(path, _ => new(Options(columns, separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse)));

    public static IDataView LoadFromTextFile(this DataOperationsCatalog catalog, string path, TextLoader.Options options = null) =>
        Load(path, source => new(options, source));

    public static IDataView LoadFromTextFile<TInput>(
        this DataOperationsCatalog catalog, string path, char separatorChar = '\t', bool hasHeader = false,
        bool allowQuoting = false, bool trimWhitespace = false, bool allowSparse = false) =>
        Load(path, _ => TextLoader.Create<TInput>(Options(null, separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse)));

    public static IDataView LoadFromTextFile<TInput>(this DataOperationsCatalog catalog, string path, TextLoader.Options options) =>
        Load(path, _ => TextLoader.Create<TInput>(options));

    private static IDataView Load(string path, Func<IMultiStreamSource, TextLoader> loader)
    {
        Check.HasText(path, nameof(path));
        Check.Param(File.Exists(path), nameof(path), $"There is no file '{path}'.");
        var source = new MultiFileSource(path);
        return loader(source).Load(source);
    }

    private static TextLoader.Options Options(TextLoader.Column[] columns, char separator, bool header, bool quoting, bool trim, bool sparse) => new()
    {
        Columns = columns,
        Separators = [separator],
        HasHeader = header,
        AllowQuoting = quoting,
        TrimWhitespace = trim,
        AllowSparse = sparse,
    };
}
