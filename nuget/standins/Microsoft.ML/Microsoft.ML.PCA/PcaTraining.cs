namespace Microsoft.ML.Trainers;

internal readonly record struct PcaOptions(int Rank, int Oversampling, bool EnsureZeroMean, int? Seed);

/// <summary>
/// Principal components by random projection (Halko, Martinsson and Tropp, 2011, with no power iteration): exact up to
/// rounding where rank and oversampling together reach the dimension.
/// </summary>
internal static class PcaTraining
{
    public static (float[][] Components, float[] Mean) Run(TrainingRows rows, PcaOptions options, IHost host)
    {
        Check.That(rows.Features.Count > 0, "There are no rows to train on.");
        var rand = options.Seed is int seed ? new Random(seed) : host.Rand;
        int count = Math.Min(options.Rank + options.Oversampling, rows.Dimension);
        var mean = new double[rows.Dimension];
        if (options.EnsureZeroMean)
            for (int j = 0; j < mean.Length; j++)
                mean[j] = rows.Features.Select((row, i) => rows.Weights[i] * (double)row[j]).Sum() / rows.Weights.Sum(w => (double)w);
        var start = Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, mean.Length).Select(_ => Gaussian(rand)).ToArray()).ToArray();
        var basis = Covariance(rows, mean, start);
        Orthonormalize(basis);
        Orthonormalize(basis); // once more: of dependent features the last vectors are rounding errors, and not orthogonal yet
        // The official code adds the rows to the mean once more on its second pass over them.
        for (int j = 0; j < mean.Length; j++)
            mean[j] += mean[j] / rows.Weights.Sum(w => (double)w);
        var image = Covariance(rows, mean, basis);
        var vectors = SymmetricEigen.Decompose(Products(image), out double[] values);
        var components = new float[options.Rank][];
        for (int i = 0; i < options.Rank; i++)
        {
            double scale = 1 / (1e-6 + Math.Sqrt(Math.Max(0, values[i])));
            components[i] = Enumerable.Range(0, mean.Length).Select(j => (float)(scale * image.Select((v, k) => v[j] * vectors[k][i]).Sum())).ToArray();
        }
        return (components, mean.Select(m => (float)m).ToArray());
    }

    /// <summary>The covariance matrix times each vector.</summary>
    private static double[][] Covariance(TrainingRows rows, double[] mean, double[][] vectors)
    {
        var result = vectors.Select(v => new double[v.Length]).ToArray();
        double total = rows.Weights.Sum(w => (double)w);
        for (int i = 0; i < rows.Features.Count; i++)
        {
            double[] row = rows.Features[i].Select(x => (double)x).ToArray();
            for (int k = 0; k < vectors.Length; k++)
                AddTo(result[k], row, rows.Weights[i] / total * Dot(vectors[k], row));
        }
        for (int k = 0; k < vectors.Length; k++)
            AddTo(result[k], mean, -Dot(vectors[k], mean));
        return result;
    }

    private static void Orthonormalize(double[][] vectors)
    {
        for (int i = 0; i < vectors.Length; i++)
        {
            double length = Math.Sqrt(Dot(vectors[i], vectors[i]));
            for (int j = 0; j < vectors[i].Length; j++)
                vectors[i][j] /= length;
            for (int j = i + 1; j < vectors.Length; j++)
                AddTo(vectors[j], vectors[i], -Dot(vectors[i], vectors[j]));
        }
    }

    private static double[][] Products(double[][] vectors) => vectors.Select(x => vectors.Select(y => Dot(x, y)).ToArray()).ToArray();

    private static void AddTo(double[] target, double[] source, double factor)
    {
        for (int j = 0; j < target.Length; j++)
            target[j] += factor * source[j];
    }

    private static double Dot(double[] x, double[] y)
    {
        double sum = 0;
        for (int j = 0; j < x.Length; j++)
            sum += x[j] * y[j];
        return sum;
    }

    private static double Gaussian(Random rand) =>
        Math.Sqrt(-2 * Math.Log(1 - rand.NextDouble())) * Math.Cos(2 * Math.PI * rand.NextDouble());
}
