namespace MLNet.Vae;

/// <summary>Options of a report of rows in memory.</summary>
public sealed class VaeArrayReportOptions : VaeReportOptions
{
    /// <summary>Names of the features, [features]; null (the default) for their numbers from 0.</summary>
    public IReadOnlyList<string>? FeatureNames { get; set; }

    /// <summary>What rows are called, [rows]; null (the default) for their numbers from 0.</summary>
    public IReadOnlyList<string>? RowNames { get; set; }

    /// <summary>
    /// Which rows are anomalies, [rows]; null (the default) where nobody knows. With them the page holds anomalies against normal rows, and says
    /// how good the scores are; without, rows above the threshold against the others.
    /// </summary>
    public IReadOnlyList<bool>? Labels { get; set; }

    /// <summary>The context of each row, [rows, context], of a model that takes one; empty (the default) for another.</summary>
    public ReadOnlyMemory<float> Context { get; set; }
}
