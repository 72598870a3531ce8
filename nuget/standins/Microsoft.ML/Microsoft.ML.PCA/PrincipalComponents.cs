namespace Microsoft.ML.Trainers;

/// <summary>
/// The leading eigenvectors of the covariance matrix by orthogonal iteration. Officially they come from a random projection, and are a
/// little off where rank and oversampling together are below the dimension.
/// </summary>
internal static class PrincipalComponents
{
    private const int Iterations = 100;

    /// <summary>[rank][slots].</summary>
    public static float[][] Find(List<float[]> rows, float[] mean, int rank)
    {
        var covariance = mean.Select(_ => new double[mean.Length]).ToArray();
        foreach (float[] row in rows)
        {
            double[] centred = row.Zip(mean, (value, m) => (double)value - m).ToArray();
            for (int i = 0; i < centred.Length; i++)
                for (int j = 0; j < centred.Length; j++)
                    covariance[i][j] += centred[i] * centred[j] / rows.Count;
        }

        var rand = new Random(1); // where it starts does not matter
        double[][] vectors = Enumerable.Range(0, rank).Select(_ => mean.Select(_ => rand.NextDouble() - 0.5).ToArray()).ToArray();
        for (int i = 0; i < Iterations; i++)
        {
            vectors = vectors.Select(v => covariance.Select(row => Dot(row, v)).ToArray()).ToArray();
            Orthonormalize(vectors);
        }
        return vectors.Select(v => v.Select(x => (float)x).ToArray()).ToArray();
    }

    private static void Orthonormalize(double[][] vectors)
    {
        for (int i = 0; i < vectors.Length; i++)
        {
            for (int k = 0; k < i; k++)
            {
                double projection = Dot(vectors[i], vectors[k]);
                vectors[i] = vectors[i].Zip(vectors[k], (x, y) => x - projection * y).ToArray();
            }
            double length = Math.Sqrt(Dot(vectors[i], vectors[i]));
            vectors[i] = vectors[i].Select(x => length > 0 ? x / length : 0).ToArray();
        }
    }

    private static double Dot(double[] x, double[] y)
    {
        double sum = 0;
        for (int j = 0; j < x.Length; j++)
            sum += x[j] * y[j];
        return sum;
    }
}
