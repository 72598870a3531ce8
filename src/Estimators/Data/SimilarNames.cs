namespace MLNet.Vae.Data;

/// <summary>Says which columns or slots there are when the one asked for is not, the likeliest first.</summary>
internal static class SimilarNames
{
    // A wide table may have thousands of them; the one that was meant is among the nearest.
    private const int MaxListed = 12;

    public static string List(string wanted, IEnumerable<(string Name, string Type)> present) =>
        List("column", wanted, [.. present.Select(column => (column.Name, $"'{column.Name}' ({column.Type})"))]);

    /// <param name="thing">What has the names: "slot".</param>
    /// <param name="wanted">The name that is not there.</param>
    /// <param name="present">Those that are.</param>
    public static string List(string thing, string wanted, IEnumerable<string> present) =>
        List(thing, wanted, [.. present.Select(name => (name, $"'{name}'"))]);

    private static string List(string thing, string wanted, IReadOnlyCollection<(string Name, string Text)> present)
    {
        if (present.Count == 0)
            return $"There are no {thing}s.";

        string listed = string.Join(", ", present.OrderBy(one => Distance(wanted, one.Name)).Take(MaxListed).Select(one => one.Text));
        return present.Count > MaxListed
            ? $"The {thing}s nearest in name are {listed}; there are {present.Count - MaxListed} more."
            : $"The {thing}s are {listed}.";
    }

    /// <summary>Edit distance (Levenshtein) between two names, upper and lower case being the same.</summary>
    private static int Distance(string from, string to)
    {
        int[] previous = [.. Enumerable.Range(0, to.Length + 1)];
        int[] current = new int[to.Length + 1];
        for (int i = 1; i <= from.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replace = previous[j - 1] + (char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replace, 1 + Math.Min(previous[j], current[j - 1]));
            }

            (previous, current) = (current, previous);
        }

        return previous[to.Length];
    }
}
