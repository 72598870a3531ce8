namespace MLNet.Vae.Tests.Repository;

/// <summary>A Markdown file of which parts are made by tests.</summary>
internal static class GeneratedPage
{
    private const string Update = "UPDATE_README";

    // Tests that run at once make parts of one page: each begins with what the last one wrote.
    private static readonly Lock Gate = new();

    /// <summary>Holds what stands between two comments of a page, "name: begin" and "name: end", to what is made of it now.</summary>
    /// <param name="page">Path from the root.</param>
    /// <param name="name">Of the comments.</param>
    /// <param name="content">What is to stand there.</param>
    public static void AssertPart(string page, string name, string content) => AssertCurrent(page, text =>
    {
        string begin = $"<!-- {name}: begin -->\n", end = $"<!-- {name}: end -->";
        int from = text.IndexOf(begin, StringComparison.Ordinal), to = text.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= 0 && to > from, $"{page} has no comments {begin.Trim()} and {end}.");
        return text[..(from + begin.Length)] + content + text[to..];
    });

    /// <summary>Holds a page to what is made of it now; writes it where the environment variable UPDATE_README is 1.</summary>
    /// <param name="page">Path from the root.</param>
    /// <param name="make">From the page as it is to the page as it should be.</param>
    public static void AssertCurrent(string page, Func<string, string> make)
    {
        string path = Path.Combine(RepositoryFiles.Root, page), text, expected;
        lock (Gate)
        {
            text = File.ReadAllText(path);
            expected = make(text);
            if (Environment.GetEnvironmentVariable(Update) == "1")
                File.WriteAllText(path, text = expected);
        }

        Assert.True(
            text == expected,
            $"{page} does not have what its generated parts are made of. This writes them: " +
            $"{Update}=1 dotnet test tests/Repository.Tests. Read the file's difference and commit it.");
    }
}
