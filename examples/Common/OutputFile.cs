using MLNet.Vae.Pages;

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
        try
        {
            HtmlPage.CheckPath(path);
        }
        catch (IOException refused)
        {
            throw new InputException(refused.Message);
        }

        // A file that its owner protected would be renamed over, where the system allows that.
        if (File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
            throw new InputException($"'{path}' cannot be written: the file is read-only.");
    }
}
