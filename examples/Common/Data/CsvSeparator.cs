namespace MLNet.Vae.Examples.Common.Data;

/// <summary>Finds out what stands between the cells of a CSV text.</summary>
internal static class CsvSeparator
{
    private const int LooksAt = 20; // lines
    private const string Hint = "sep="; // what Excel reads in a first line, and others do not

    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    /// <summary>The one by which the most of the first lines have as many cells as the header, and of several the one that gives more cells.</summary>
    /// <exception cref="InputException">None gives the header two cells.</exception>
    public static char Find(string path, string text, CsvOptions options)
    {
        if (text.StartsWith(Hint, StringComparison.OrdinalIgnoreCase))
            throw new InputException($"'{path}', line 1: found '{CsvScanner.Shown(text.Split('\n')[0])}'; expected the names of the columns: remove the line.");

        var (separator, cells, _) = Candidates
            .Where(candidate => candidate != ',' || !options.DecimalComma)
            .Select(candidate => Try(path, text, candidate))
            .OrderByDescending(found => found.Cells > 1)
            .ThenByDescending(found => found.Fitting)
            .ThenByDescending(found => found.Cells)
            .First();
        if (cells > 1)
            return separator;
        CsvScanner.Scan(path, text, separator).First(); // says what it is where the header cannot be read at all
        string header = CsvScanner.Shown(text.TrimStart().Split('\n')[0]);
        throw new InputException(
            $"'{path}', line 1: found one column, '{header}'; expected at least two, with {(options.DecimalComma ? "" : "a comma, ")}a semicolon, a tab or " +
            "a vertical bar between them.");
    }

    private static (char Separator, int Cells, double Fitting) Try(string path, string text, char separator)
    {
        var counts = new List<int>();
        try
        {
            counts.AddRange(CsvScanner.Scan(path, text, separator).Take(LooksAt).Select(record => record.Cells.Count));
        }
        catch (InputException)
        {
            // What is wrong is said when the text is read, with the right separator.
        }

        return counts.Count == 0 ? (separator, 0, 0) : (separator, counts[0], counts.Average(count => count == counts[0] ? 1.0 : 0));
    }
}
