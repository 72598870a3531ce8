namespace MLNet.Vae.Benchmarks.Quality;

/// <summary>Measures detectors on every data set of a folder, and prints what comes out as it comes.</summary>
/// <param name="files">The data sets.</param>
/// <param name="protocol">Which rows are trained on.</param>
/// <param name="seeds">Seeds to take means over, 1 to this.</param>
/// <param name="alarms">Whether the number of training rows and the share of false alarms are printed, too.</param>
/// <param name="contamination">The share of anomalies among the training rows that a detector is told of.</param>
internal sealed class QualityReport(FileInfo[] files, Protocol protocol, int seeds, bool alarms, double contamination)
{
    /// <summary>
    /// A line for each data set, then one that begins with MEAN. Of several settings each has its lines and one that begins with its name;
    /// the means of the one with the largest area come last.
    /// </summary>
    public void Print(Detector[] detectors)
    {
        var means = new List<Figures>();
        foreach (var detector in detectors)
        {
            means.Add(Figures.Mean([.. files.Select(file => Measure(file, detector))]));
            if (detectors.Length > 1)
                Print(detector.Name, means[^1]);
        }

        Print("MEAN", means.MaxBy(mean => mean.Area)!);
    }

    private Figures Measure(FileInfo file, Detector detector)
    {
        var split = Split.Create(LabeledRows.Read(file.FullName), protocol);
        var figures = Figures.Mean([.. Enumerable.Range(1, seeds).Select(seed => Figures.Of(split, detector.Run(split, seed, contamination)))]);
        Print(DataSetFolder.NameOf(file), figures);
        return figures;
    }

    private void Print(string name, Figures figures) => Console.WriteLine(
        $"{name} {figures.Area:F4} {figures.Precision:F4}{(alarms ? $" {figures.TrainingRows:F0} {figures.FalseAlarms:F4}" : "")}");

    private sealed record Figures(double Area, double Precision, double TrainingRows, double FalseAlarms)
    {
        public static Figures Of(Split split, Scored scored)
        {
            var (area, precision) = Ranking.Of(scored.Scores, split.IsAnomaly);
            double falseAlarms = scored.Threshold is { } threshold
                ? scored.Scores.Where((_, row) => !split.IsAnomaly[row]).Average(score => score > threshold ? 1 : 0)
                : double.NaN;
            return new Figures(area, precision, split.TrainingRows, falseAlarms);
        }

        public static Figures Mean(Figures[] all) => new(
            all.Average(one => one.Area),
            all.Average(one => one.Precision),
            all.Average(one => one.TrainingRows),
            all.Average(one => one.FalseAlarms));
    }
}
