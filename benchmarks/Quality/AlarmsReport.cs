using MLNet.Vae.Model;

namespace MLNet.Vae.Benchmarks.Quality;

/// <summary>
/// Trains on a random half of the normal rows of each data set, another one with each seed, and counts how many of the other half are above
/// the threshold: no more than the rate that was asked for, but for chance. (Which rows the quality benchmark trains on is no such draw: it
/// spreads them evenly, so that between rows that follow each other in time a fresh one is nearer to them than they are to each other.)
/// </summary>
/// <param name="rate">The false alarm rate that is asked for.</param>
/// <param name="seeds">Seeds to take means over, 1 to this.</param>
/// <param name="missing">Share of the values that are missing, at random, in the rows that are scored.</param>
internal sealed class AlarmsReport(double rate, int seeds, double missing)
{
    private const double Probability = 0.99; // of the band

    /// <summary>
    /// A line for each data set: its name, the mean share that is above the threshold, numbers of training rows, of calibration scores and
    /// of fresh rows, the band that the mean lies in with a probability of 99 % where the threshold is honest, and the share by seed. Then one
    /// that begins with MEAN.
    /// </summary>
    public void Print(FileInfo[] files)
    {
        double sum = 0;
        foreach (var file in files)
        {
            var data = LabeledRows.Read(file.FullName);
            Draw[] draws = [.. Enumerable.Range(1, seeds).Select(seed => Measure(data, seed))];
            double share = draws.Average(draw => draw.Share);
            var (_, training, calibration, fresh) = draws[^1];
            var (low, high) = new AlarmBand(rate, calibration, fresh).OfMean(seeds, Probability);
            sum += share;
            Console.WriteLine(
                $"{DataSetFolder.NameOf(file)} {share:F4} {training} {calibration} {fresh} {low:F4} {high:F4} " +
                string.Join(' ', draws.Select(draw => draw.Share.ToString("F4"))));
        }

        Console.WriteLine($"MEAN {sum / files.Length:F4}");
    }

    private Draw Measure(LabeledRows data, int seed)
    {
        var split = Split.RandomHalf(data, seed);
        var model = VaeModel.Fit(split.Train, split.FeatureCount, new VaeOptions { Seed = seed, FalseAlarmRate = rate });
        float[] scores = new float[split.IsAnomaly.Length];
        model.Score(WithMissing(split.Test, seed), scores);
        float[] fresh = [.. scores.Where((_, row) => !split.IsAnomaly[row])];
        int calibration = ((CalibrationScores)model.Fitted.Calibration.Scores).Count;
        return new Draw(fresh.Average(score => score > model.Threshold ? 1.0 : 0), split.TrainingRows, calibration, fresh.Length);
    }

    private float[] WithMissing(float[] rows, int seed)
    {
        var random = new Random(seed);
        return [.. rows.Select(value => random.NextDouble() < missing ? float.NaN : value)];
    }

    private sealed record Draw(double Share, int TrainingRows, int CalibrationScores, int FreshRows);
}
