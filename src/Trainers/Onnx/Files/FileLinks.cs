namespace MLNet.Vae.Onnx.Files;

/// <summary>Symbolic links on the way to a file.</summary>
internal static class FileLinks
{
    private const int MaxLinks = 40; // Linux's own

    /// <summary>The file that a full path leads to, which need not be there.</summary>
    /// <exception cref="IOException">There are too many links, as where they lead in a circle.</exception>
    public static string Follow(string path)
    {
        string at = path;
        for (int links = 0; Link(at) is { } link; links++)
        {
            if (links == MaxLinks)
                throw new IOException($"'{path}' leads through more than {MaxLinks} links, or in a circle.");
            // A link's '..' is that of the folder which it really lies in.
            at = Path.IsPathFullyQualified(link) ? link : Path.GetFullPath(link, FollowFolder(Path.GetDirectoryName(at)!));
        }

        return at;
    }

    // Every folder on the way may be a link.
    private static string FollowFolder(string folder) => Path.GetDirectoryName(folder) is { } parent
        ? Follow(Path.Join(FollowFolder(parent), Path.GetFileName(folder)))
        : folder;

    private static string? Link(string path) => new FileInfo(path).LinkTarget;
}
