using System.Globalization;

namespace MLNet.Vae.Tests.Support;

/// <summary>A table of true values that a program beside it made with many digits.</summary>
internal static class TrueValues
{
    /// <summary>The rows that begin with a word, the word left out; an empty cell is left out, too.</summary>
    public static double[][] Read(string path, string kind) =>
        [.. Lines(path).Where(line => line.StartsWith(kind + ',', StringComparison.Ordinal)).Select(line => Numbers(line[(kind.Length + 1)..]))];

    /// <summary>All rows.</summary>
    public static double[][] Read(string path) => [.. Lines(path).Select(Numbers)];

    private static IEnumerable<string> Lines(string path) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, path)).Skip(1);

    private static double[] Numbers(string line) =>
        [.. line.Split(',').Where(cell => cell.Length > 0).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
}
