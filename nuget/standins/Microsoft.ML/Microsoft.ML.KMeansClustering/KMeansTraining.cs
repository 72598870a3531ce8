namespace Microsoft.ML.Trainers;

/// <summary>k-means++ (Arthur and Vassilvitskii, 2007), then Lloyd's iterations until the mean distance stands still.</summary>
internal static class KMeansTraining
{
    public static float[][] Run(TrainingRows rows, KMeansTrainer.Options options, Random rand)
    {
        var centroids = Begin(rows, options.NumberOfClusters, rand);
        double last = double.PositiveInfinity;
        for (int i = 0; i < options.MaximumNumberOfIterations; i++)
        {
            double mean = Step(rows, centroids);
            if (Math.Abs(last - mean) < options.OptimizationTolerance)
                break;
            last = mean;
        }
        return centroids;
    }

    private static float[][] Begin(TrainingRows rows, int count, Random rand)
    {
        var chosen = new List<float[]>();
        var nearest = Enumerable.Repeat(1.0, rows.Features.Count).ToArray(); // squared distance to what is chosen, 1 before
        while (chosen.Count < count)
        {
            var shares = nearest.Zip(rows.Weights, (d, w) => d * w).ToArray();
            double target = rand.NextDouble() * shares.Sum();
            int row = Array.FindIndex(shares, share => share > 0 && (target -= share) <= 0);
            Check.That(row >= 0, $"{count} clusters need as many different rows; there are {chosen.Count}.");
            chosen.Add((float[])rows.Features[row].Clone());
            for (int i = 0; i < nearest.Length; i++)
                nearest[i] = chosen.Count == 1 ? Distance(rows.Features[i], chosen[0]) : Math.Min(nearest[i], Distance(rows.Features[i], chosen[^1]));
        }
        return chosen.ToArray();
    }

    /// <summary>Moves each centroid to the mean of its rows; gives the mean squared distance before.</summary>
    private static double Step(TrainingRows rows, float[][] centroids)
    {
        var sums = centroids.Select(c => new double[c.Length]).ToArray();
        var weights = new double[centroids.Length];
        double total = 0;
        for (int i = 0; i < rows.Features.Count; i++)
        {
            float[] row = rows.Features[i];
            double[] distances = centroids.Select(c => Distance(row, c)).ToArray();
            int nearest = Array.IndexOf(distances, distances.Min());
            total += rows.Weights[i] * distances[nearest];
            weights[nearest] += rows.Weights[i];
            for (int j = 0; j < row.Length; j++)
                sums[nearest][j] += rows.Weights[i] * (double)row[j];
        }
        for (int k = 0; k < centroids.Length; k++)
            if (weights[k] > 0)
                centroids[k] = sums[k].Select(sum => (float)(sum / weights[k])).ToArray();
        return total / weights.Sum();
    }

    private static double Distance(float[] x, float[] y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += (x[i] - (double)y[i]) * (x[i] - (double)y[i]);
        return sum;
    }
}
