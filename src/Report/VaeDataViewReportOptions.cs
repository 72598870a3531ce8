namespace MLNet.Vae;

/// <summary>Options of a report of ML.NET's data.</summary>
public sealed class VaeDataViewReportOptions : VaeReportOptions
{
    /// <summary>
    /// Name of the column that says which rows are anomalies, a Boolean or a Single of 0 and 1; null (the default) where nobody knows. With it
    /// the page holds anomalies against normal rows, and says how good the scores are; without, rows above the threshold against the others.
    /// </summary>
    public string? LabelColumnName { get; set; }

    /// <summary>
    /// Name of the column that says what rows are called: a text, a time or a number. Null (the default) for their number in the data, from 0.
    /// </summary>
    public string? RowNameColumnName { get; set; }
}
