using System.CommandLine;

namespace MLNet.Vae.Benchmarks.Quality;

/// <summary>The argument that names a folder of data sets.</summary>
internal static class DataSetFolder
{
    private const string Pattern = "*.csv.gz";

    public static Argument<DirectoryInfo> Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = $"Holds {Pattern}; the last column is 1 for an anomaly." };
        folder.Validators.Add(result =>
        {
            var given = result.GetRequiredValue(folder);
            if (!given.Exists)
                result.AddError($"There is no folder '{given}'.");
            else if (given.GetFiles(Pattern).Length == 0)
                result.AddError($"'{given}' holds no {Pattern}; expected data sets whose last column is 1 for an anomaly.");
        });
        return folder;
    }

    /// <summary>The data sets by name.</summary>
    public static FileInfo[] Files(DirectoryInfo folder) =>
        [.. folder.GetFiles(Pattern).OrderBy(file => file.Name, StringComparer.Ordinal)];

    /// <summary>What a data set is called in a table.</summary>
    public static string NameOf(FileInfo file) => file.Name.Replace(".csv.gz", "");
}
