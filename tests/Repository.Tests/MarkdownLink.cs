using System.Text.RegularExpressions;

namespace MLNet.Vae.Tests.Repository;

/// <summary>A link in a Markdown file that leads to a place in the repository.</summary>
/// <param name="File">Path from the root, with forward slashes.</param>
/// <param name="Line">Number of the line that the target stands on, from 1.</param>
/// <param name="Target">As it is written.</param>
internal sealed partial record MarkdownLink(string File, int Line, string Target)
{
    /// <summary>The links of a file in their order, images included, without those that name a scheme.</summary>
    public static IEnumerable<MarkdownLink> In(string file)
    {
        string text = MarkdownBlock.Remove(System.IO.File.ReadAllText(Path.Combine(RepositoryFiles.Root, file)));
        // What looks like a link in code is none, but code in the text of a link is.
        text = CodeSpan().Replace(text, span => Visible().Replace(span.Value, " "));
        return LinkTarget().Matches(text).Select(match => match.Groups["target"])
            .Where(target => !Scheme().IsMatch(target.Value))
            .Select(target => new MarkdownLink(file, text.AsSpan(0, target.Index).Count('\n') + 1, target.Value));
    }

    /// <summary>What may stand behind the # of a link to a file: its headings, as GitHub names them.</summary>
    public static IReadOnlyList<string> Anchors(string path)
    {
        var names = Heading().Matches(MarkdownBlock.Remove(System.IO.File.ReadAllText(path)))
            .Select(match => NotInAnchors().Replace(match.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));
        return [.. names.GroupBy(name => name).SelectMany(same => same.Select((name, index) => index == 0 ? name : $"{name}-{index}"))];
    }

    [GeneratedRegex("(`+)(?!`).+?(?<!`)\\1(?!`)", RegexOptions.Singleline)]
    private static partial Regex CodeSpan();

    [GeneratedRegex("[^`\n]")]
    private static partial Regex Visible();

    // [text](target), [name]: target, and HTML.
    [GeneratedRegex("""(\]\(\s*|^ {0,3}\[[^\]\n]+\]:\s*|\b(href|src)=")<?(?<target>[^\s()<>"]+)""", RegexOptions.Multiline)]
    private static partial Regex LinkTarget();

    [GeneratedRegex("^([a-z][a-z0-9+.-]*:|//)", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex("^#{1,6} +(?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}_ -]")]
    private static partial Regex NotInAnchors();
}
