using System.Collections;

namespace MLNet.Vae;

/// <summary>
/// Keeps what a training reports, for <see cref="VaeReportOptions.TrainingHistory"/>: hand it to the training as its progress. A training reports
/// on one thread, the one that calls it; read the history once the training is over.
/// </summary>
/// <param name="next">Is told every report, too; null for nobody.</param>
public sealed class VaeTrainingHistory(IProgress<VaeTrainingProgress>? next = null) : IProgress<VaeTrainingProgress>, IReadOnlyList<VaeTrainingProgress>
{
    private readonly List<VaeTrainingProgress> _reports = [];

    /// <summary>Number of reports so far.</summary>
    public int Count => _reports.Count;

    /// <summary>A report, counted from 0.</summary>
    /// <param name="index">Its number.</param>
    public VaeTrainingProgress this[int index] => _reports[index];

    /// <summary>Keeps a report, and passes it on.</summary>
    /// <param name="value">The report.</param>
    public void Report(VaeTrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _reports.Add(value);
        next?.Report(value);
    }

    /// <summary>The reports in their order.</summary>
    public IEnumerator<VaeTrainingProgress> GetEnumerator() => _reports.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
