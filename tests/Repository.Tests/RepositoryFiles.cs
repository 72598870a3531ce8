using System.Text.RegularExpressions;

namespace MLNet.Vae.Tests.Repository;

/// <summary>The files of the repository that the tests were built in.</summary>
internal static partial class RepositoryFiles
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
    private static string[] SourceFolders => ["src", "tests", "examples", "benchmarks", "nuget"];

    /// <summary>
    /// C# files below a folder, by their path from the root with forward slashes, without comments and without the contents of strings.
    /// </summary>
    public static IReadOnlyList<(string Path, string Code)> Sources(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => (FromRoot(file), StripComments(File.ReadAllText(file))))
    ];

    public static string StripComments(string code) => CommentOrString().Replace(code, match => match.Value[0] == '"' ? "\"\"" : "");

    // Whichever begins first wins, so that neither is looked for inside the other.
    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*" """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentOrString();

    private static string FromRoot(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Directory.Packages.props")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} lies in no repository.");
    }
}
