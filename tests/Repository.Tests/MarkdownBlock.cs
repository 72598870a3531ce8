using System.Text.RegularExpressions;

namespace MLNet.Vae.Tests.Repository;

/// <summary>A piece of code in a Markdown file.</summary>
/// <param name="File">Path from the root, with forward slashes.</param>
/// <param name="Line">Number of its first line of code, from 1.</param>
/// <param name="Language">What stands after the fence; empty where nothing does.</param>
/// <param name="Code">The lines between the fences.</param>
internal sealed partial record MarkdownBlock(string File, int Line, string Language, string Code)
{
    /// <summary>The blocks of a file, in their order.</summary>
    public static IReadOnlyList<MarkdownBlock> In(string file)
    {
        string text = System.IO.File.ReadAllText(Path.Combine(RepositoryFiles.Root, file));
        return
        [
            .. Fenced().Matches(text).Select(match =>
            {
                var code = match.Groups["code"];
                return new MarkdownBlock(file, text.AsSpan(0, code.Index).Count('\n') + 1, match.Groups["language"].Value, code.Value);
            })
        ];
    }

    /// <summary>A text without its blocks; what is left stays on its lines.</summary>
    public static string Remove(string text) => Fenced().Replace(text, match => new string('\n', match.Value.Count(c => c == '\n')));

    [GeneratedRegex("^```(?<language>[^\n]*)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();
}
