namespace MLNet.Vae.Examples.Common.Data;

/// <summary>How files write that a value is missing.</summary>
public static class MissingValue
{
    // All of them are NaN to ML.NET's TextLoader, too; so is any other word.
    private static readonly string[] All = ["", "NA", "N/A", "NaN", "null", "none", "?", "-"];

    /// <summary>All of them, for a message.</summary>
    public static string Description { get; } = $"an empty cell, {string.Join(", ", All[1..^1])} or {All[^1]}";

    /// <summary>Whether a cell, without the blanks around it, is such a sign.</summary>
    public static bool Is(ReadOnlySpan<char> cell)
    {
        foreach (string sign in All)
        {
            if (cell.Equals(sign, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
