namespace Microsoft.ML.Data;

public interface IMultiStreamSource
{
    int Count { get; }
    string GetPathOrNull(int index);
    Stream Open(int index);
    TextReader OpenTextReader(int index);
}

public sealed class MultiFileSource : IMultiStreamSource
{
    private readonly string[] _paths;

    public MultiFileSource(params string[] paths) => _paths = paths?.Where(p => p != null).ToArray() ?? [];
    public int Count => _paths.Length;

    public string GetPathOrNull(int index)
    {
        Check.Param(index >= 0 && index < Count, nameof(index), $"There are {Count} files.");
        return _paths[index];
    }

    public Stream Open(int index)
    {
        string path = GetPathOrNull(index);
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception ex)
        {
            throw new IOException($"'{path}' cannot be opened: {ex.Message}", ex);
        }
    }

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));
}
