using System.IO.Compression;

namespace MLNet.Vae.Benchmarks.Quality;

/// <summary>One data set: features, then a last column that is 1 for an anomaly.</summary>
/// <param name="Features">[rows, features].</param>
/// <param name="IsAnomaly">[rows].</param>
internal sealed record LabeledRows(float[][] Features, bool[] IsAnomaly)
{
    public int FeatureCount => Features[0].Length;

    /// <summary>Reads a gzipped CSV with a header row.</summary>
    public static LabeledRows Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        int columns = reader.ReadLine()?.Split(',').Length ?? throw new InvalidDataException($"{path} is empty; expected a header row.");
        var features = new List<float[]>();
        var labels = new List<bool>();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            if (cells.Length != columns)
                throw new InvalidDataException($"{path}, row {features.Count}: found {cells.Length} cells, expected {columns} as in the header.");
            features.Add([.. cells[..^1].Select(float.Parse)]);
            labels.Add(float.Parse(cells[^1]) != 0);
        }

        return new LabeledRows([.. features], [.. labels]);
    }
}
