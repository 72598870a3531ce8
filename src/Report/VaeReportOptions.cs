namespace MLNet.Vae;

/// <summary>What a report says beside its pictures, wherever its rows come from.</summary>
public abstract class VaeReportOptions
{
    private protected VaeReportOptions()
    {
    }

    /// <summary>The heading of the page; null (the default) for "Anomaly report".</summary>
    public string? Title { get; set; }

    /// <summary>The line below the heading, as plain text; null (the default) for one that says how many rows and features there are.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// The reports of the model's training, in their order, for its curves: a <see cref="VaeTrainingHistory"/> keeps them. Null (the default)
    /// for a page without that picture.
    /// </summary>
    public IReadOnlyList<VaeTrainingProgress>? TrainingHistory { get; set; }
}
