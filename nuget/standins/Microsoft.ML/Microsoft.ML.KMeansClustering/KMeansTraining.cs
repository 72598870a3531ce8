namespace Microsoft.ML.Trainers;

/// <summary>k-means++ (Arthur and Vassilvitskii, 2007), then Lloyd's iterations until the mean distance stands still.</summary>
internal static class KMeansTraining
{
    private const int MaximumIterations = 1000;
    private const double Tolerance = 1e-7;

    public static float[][] Run(List<float[]> rows, int clusters, Random rand)
    {
        float[][] centroids = Begin(rows, clusters, rand);
        double last = double.PositiveInfinity;
        for (int i = 0; i < MaximumIterations; i++)
        {
            double mean = Step(rows, centroids);
            if (Math.Abs(last - mean) < Tolerance)
                break;
            last = mean;
        }
        return centroids;
    }

    private static float[][] Begin(List<float[]> rows, int count, Random rand)
    {
        var chosen = new List<float[]> { rows[rand.Next(rows.Count)] };
        while (chosen.Count < count)
        {
            double[] shares = rows.Select(row => chosen.Min(centroid => Distance(row, centroid))).ToArray();
            double target = rand.NextDouble() * shares.Sum();
            int next = Array.FindIndex(shares, share => share > 0 && (target -= share) <= 0);
            Check.That(next >= 0, $"{count} clusters need as many different rows; there are {chosen.Count}.");
            chosen.Add(rows[next]);
        }
        return chosen.ToArray();
    }

    /// <summary>Moves each centroid to the mean of its rows; gives the mean squared distance before.</summary>
    private static double Step(List<float[]> rows, float[][] centroids)
    {
        var sums = centroids.Select(c => new double[c.Length]).ToArray();
        var counts = new int[centroids.Length];
        double total = 0;
        foreach (float[] row in rows)
        {
            double[] distances = centroids.Select(c => Distance(row, c)).ToArray();
            int nearest = Array.IndexOf(distances, distances.Min());
            total += distances[nearest];
            counts[nearest]++;
            for (int j = 0; j < row.Length; j++)
                sums[nearest][j] += row[j];
        }
        for (int k = 0; k < centroids.Length; k++)
            if (counts[k] > 0)
                centroids[k] = sums[k].Select(sum => (float)(sum / counts[k])).ToArray();
        return total / rows.Count;
    }

    private static double Distance(float[] x, float[] y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += (x[i] - (double)y[i]) * (x[i] - (double)y[i]);
        return sum;
    }
}
