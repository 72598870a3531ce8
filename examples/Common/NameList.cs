namespace MLNet.Vae.Examples.Common;

/// <summary>Names in a message.</summary>
public static class NameList
{
    private const int MaxNames = 8;

    /// <summary>The names in quotes; of many the first, and how many more there are.</summary>
    public static string Quote(IEnumerable<string> names) => Join(names.Select(name => $"'{name}'"));

    /// <summary>The items as they are; of many the first, and how many more there are.</summary>
    public static string Join(IEnumerable<string> items)
    {
        string[] all = [.. items];
        string first = string.Join(", ", all.Take(MaxNames));
        return all.Length <= MaxNames ? first : $"{first} and {all.Length - MaxNames:N0} more";
    }
}
