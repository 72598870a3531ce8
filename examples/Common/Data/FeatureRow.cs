namespace MLNet.Vae.Examples.Common.Data;

/// <summary>A row of a CSV file as ML.NET reads and writes it.</summary>
public class FeatureRow
{
    /// <summary>Number of the row in the file, from 1; the header does not count.</summary>
    public int Row { get; set; }

    /// <summary>The label; 0 where the file has none.</summary>
    public float Label { get; set; }

    /// <summary>The values, [features], in the file's units, of a category 0 and 1; NaN where a cell is empty.</summary>
    public float[] Features { get; set; } = [];
}
