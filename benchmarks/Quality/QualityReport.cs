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
    /// the means of the one with the largest area come last. Before the means of several seeds stands how far the means of one of them lie
    /// apart: DEVIATION, over the seeds.
    /// </summary>
    public void Print(Detector[] detectors)
    {
        var settings = new List<(Figures Mean, Figures[] BySeed)>();
        foreach (var detector in detectors)
        {
            Figures[][] sets = [.. files.Select(file => Measure(file, detector))];
            Figures[] bySeed = [.. Enumerable.Range(0, seeds).Select(seed => Figures.Mean([.. sets.Select(set => set[seed])]))];
            settings.Add((Figures.Mean(bySeed), bySeed));
            if (detectors.Length > 1)
                Print(detector.Name, settings[^1].Mean);
        }

        var best = settings.MaxBy(setting => setting.Mean.Area);
        if (seeds > 1)
            Console.WriteLine($"DEVIATION {Deviation(best.BySeed, one => one.Area):F4} {Deviation(best.BySeed, one => one.Precision):F4}");
        Print("MEAN", best.Mean);
    }

    // Of each seed.
    private Figures[] Measure(FileInfo file, Detector detector)
    {
        var split = Split.Create(LabeledRows.Read(file.FullName), protocol);
        Figures[] figures = [.. Enumerable.Range(1, seeds).Select(seed => Figures.Of(split, detector.Run(split, seed, contamination)))];
        Print(DataSetFolder.NameOf(file), Figures.Mean(figures));
        return figures;
    }

    private static double Deviation(Figures[] figures, Func<Figures, double> value)
    {
        double mean = figures.Average(value);
        return Math.Sqrt(figures.Sum(one => Math.Pow(value(one) - mean, 2)) / (figures.Length - 1));
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
