using MLNet.Vae.Model;

namespace MLNet.Vae.Benchmarks.Quality;

/// <summary>
/// Trains on a random half of the normal rows of each data set, another one with each seed, and counts how many of the other half are above
/// the threshold: no more than the rate that was asked for, but for chance. (Which rows the quality benchmark trains on is no such draw: it
/// spreads them evenly, so that between rows that follow each other in time a fresh one is nearer to them than they are to each other.)
/// </summary>
/// <param name="rates">The false alarm rates that are asked for, of one and the same model.</param>
/// <param name="seeds">Seeds to take means over, 1 to this.</param>
/// <param name="missing">Share of the values that are missing, at random, in the rows that are scored.</param>
internal sealed class AlarmsReport(double[] rates, int seeds, double missing)
{
    private const double Probability = 0.99; // of the band

    /// <summary>
    /// A line for each data set and rate: name and rate, the mean share that is above the threshold, numbers of training rows, of
    /// calibration scores and of fresh rows, and the band that the mean lies in with a probability of 99 % where the threshold is honest. Then
    /// one for each rate that begins with MEAN and has the mean share.
    /// </summary>
    public void Print(FileInfo[] files)
    {
        double[] sums = new double[rates.Length];
        foreach (var file in files)
        {
            var data = LabeledRows.Read(file.FullName);
            Draw[] draws = [.. Enumerable.Range(1, seeds).Select(seed => Measure(data, seed))];
            var (_, training, calibration, fresh) = draws[^1];
            for (int i = 0; i < rates.Length; i++)
            {
                double share = draws.Average(draw => draw.Shares[i]);
                var (low, high) = new AlarmBand(rates[i], calibration, fresh).OfMean(seeds, Probability);
                sums[i] += share;
                Console.WriteLine(
                    $"{DataSetFolder.NameOf(file)} {rates[i]} {share:F4} {training} {calibration} {fresh} {low:F4} {high:F4}");
            }
        }

        for (int i = 0; i < rates.Length; i++)
            Console.WriteLine($"MEAN {rates[i]} {sums[i] / files.Length:F4}");
    }

    private Draw Measure(LabeledRows data, int seed)
    {
        var split = Split.RandomHalf(data, seed);
        var model = VaeModel.Fit(split.Train, split.FeatureCount, new VaeOptions { Seed = seed });
        var calibration = (CalibrationScores)model.Fitted.Calibration.Scores;
        float[] scores = new float[split.IsAnomaly.Length];
        model.Score(WithMissing(split.Test, seed), scores);
        float[] fresh = [.. scores.Where((_, row) => !split.IsAnomaly[row])];
        return new Draw([.. rates.Select(ShareAbove)], split.TrainingRows, calibration.Count, fresh.Length);

        double ShareAbove(double rate)
        {
            float threshold = calibration.Threshold(rate);
            return fresh.Average(score => score > threshold ? 1.0 : 0);
        }
    }

    private float[] WithMissing(float[] rows, int seed)
    {
        var random = new Random(seed);
        return [.. rows.Select(value => random.NextDouble() < missing ? float.NaN : value)];
    }

    private sealed record Draw(double[] Shares, int TrainingRows, int CalibrationScores, int FreshRows);
}
