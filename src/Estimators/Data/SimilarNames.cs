namespace MLNet.Vae.Data;

/// <summary>Says which columns there are when the one asked for is not, the likeliest first.</summary>
internal static class SimilarNames
{
    // A wide table may have thousands of columns; the one that was meant is among the nearest.
    private const int MaxListed = 12;

    public static string List(string wanted, IEnumerable<(string Name, string Type)> present)
    {
        var columns = present.OrderBy(column => Distance(wanted, column.Name)).ToList();
        if (columns.Count == 0)
            return "There are no columns.";

        string listed = string.Join(", ", columns.Take(MaxListed).Select(column => $"'{column.Name}' ({column.Type})"));
        return columns.Count > MaxListed
            ? $"The columns nearest in name are {listed}; there are {columns.Count - MaxListed} more."
            : $"The columns are {listed}.";
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
