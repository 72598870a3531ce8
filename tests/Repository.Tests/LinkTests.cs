namespace MLNet.Vae.Tests.Repository;

/// <summary>No link from a Markdown file of the repository to another place in it is dead.</summary>
public sealed class LinkTests
{
    public static TheoryData<string, int, string> Links
    {
        get
        {
            var links = new TheoryData<string, int, string>();
            foreach (var link in RepositoryFiles.Markdown.SelectMany(MarkdownLink.In))
                links.Add(link.File, link.Line, link.Target);
            return links;
        }
    }

    [Theory]
    [MemberData(nameof(Links))]
    public void Link_LeadsToAFileAndAHeading(string file, int line, string target)
    {
        string[] parts = target.Split('#', 2);
        string page = Path.Combine(RepositoryFiles.Root, file);
        string path = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(parts[0]));

        Assert.True(Path.Exists(path), $"{file}({line}): there is no {parts[0]}.");
        if (parts.Length == 2)
            Assert.True(MarkdownLink.Anchors(path).Contains(parts[1]), $"{file}({line}): there is no heading for #{parts[1]}.");
    }
}
