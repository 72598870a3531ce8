using System.Text.RegularExpressions;

namespace MLNet.Vae.Tests.Repository;

/// <summary>A program of one file in samples/, which ends with what it prints.</summary>
internal sealed partial class Sample
{
    private const string OutputLine = "// Output:", Prefix = "// ";

    private readonly string _code;

    private Sample(string file)
    {
        File = file;
        string text = System.IO.File.ReadAllText(Path.Combine(RepositoryFiles.Root, file)).ReplaceLineEndings("\n");
        string[] parts = text.Split($"\n{OutputLine}\n");
        _code = parts[0].TrimEnd('\n') + "\n";
        Lines = text.TrimEnd('\n').Split('\n');
        Output = string.Concat(parts.Skip(1).SelectMany(part => part.TrimEnd('\n').Split('\n')).Select(line => Uncommented(line) + "\n"));
        Packages = [.. Package().Matches(text).Select(match => (match.Groups["id"].Value, match.Groups["version"].Value))];
    }

    public static IReadOnlyList<Sample> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "samples"), "*.cs")
            .Select(path => new Sample($"samples/{Path.GetFileName(path)}")).OrderBy(sample => sample.File, StringComparer.Ordinal)
    ];

    public string Name => Path.GetFileNameWithoutExtension(File);

    /// <summary>Path from the root, with forward slashes.</summary>
    public string File { get; }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>What it says that it prints; empty where it says nothing.</summary>
    public string Output { get; }

    public IReadOnlyList<(string Id, string Version)> Packages { get; }

    /// <summary>The program alone: without directives, output and the comment that says what it is.</summary>
    public string Program => _code[_code.IndexOf("\nusing ", StringComparison.Ordinal)..].TrimStart('\n');

    /// <summary>The file with another output at its end.</summary>
    public string WithOutput(string output) => string.Concat(
        [$"{_code}\n{OutputLine}\n", .. output.TrimEnd('\n').Split('\n').Select(line => (Prefix + line).TrimEnd() + "\n")]);

    private static string Uncommented(string line) => line.StartsWith(Prefix, StringComparison.Ordinal) ? line[Prefix.Length..] : "";

    [GeneratedRegex("^#:package (?<id>[^@]+)@(?<version>.+)$", RegexOptions.Multiline)]
    private static partial Regex Package();
}
