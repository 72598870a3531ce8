namespace MLNet.Vae.Examples.Common;

/// <summary>A file that an example will write.</summary>
public static class OutputFile
{
    /// <summary>Checks that it can be written, for those who work long before they do. Leaves what is there as it is.</summary>
    /// <exception cref="InputException">It cannot be written there.</exception>
    public static void Check(string path)
    {
        if (path.Length == 0)
            throw new InputException("The name of the file to write is empty.");
        if (Directory.Exists(path))
            throw new InputException($"'{path}' is a folder; expected a file to write.");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
            throw new InputException($"'{path}' cannot be written: there is no folder '{folder}'.");

        // A file that its owner protected would be renamed over, where the system allows that.
        if (File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
            throw new InputException($"'{path}' cannot be written: the file is read-only.");
        try
        {
            File.Create(path + ".part", bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"'{path}' cannot be written: {refused.Message}");
        }
    }
}
