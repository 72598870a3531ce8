namespace MLNet.Vae.Tests.Repository;

/// <summary>The files of the repository that the tests were built in.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every Markdown file, by its path from the root with forward slashes.</summary>
    public static IReadOnlyList<string> Markdown =>
    [
        .. Directory.EnumerateFiles(Root, "*.md")
            .Concat(SourceFolders.SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(Root, folder), "*.md", SearchOption.AllDirectories)))
            .Select(FromRoot)
            .Order(StringComparer.Ordinal)
    ];

    // Not artifacts/, where the packages that are tried are unpacked.
    private static string[] SourceFolders => [".github", "src", "tests", "examples", "benchmarks", "nuget", "docs", "samples"];

    private static string FromRoot(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Directory.Packages.props")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} lies in no repository.");
    }
}
