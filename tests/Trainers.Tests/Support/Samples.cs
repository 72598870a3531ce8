namespace MLNet.Vae.Tests.Support;

/// <summary>Small data sets, [rows, features].</summary>
internal static class Samples
{
    /// <summary>
    /// x = W z + noise: strongly correlated features around 10, 20, 30 … with deviations 1, 2, 3 …
    /// The hidden factors z account for all but a share <paramref name="noise"/> of the deviation of every feature.
    /// </summary>
    public static float[] Factors(int rows, int features, int factors, double noise, int seed)
    {
        var numbers = new Numbers(seed);
        var loading = new double[features, factors];
        for (int d = 0; d < features; d++)
        {
            double square = 0;
            for (int k = 0; k < factors; k++)
            {
                loading[d, k] = numbers.Normal();
                square += loading[d, k] * loading[d, k];
            }

            for (int k = 0; k < factors; k++)
                loading[d, k] *= Math.Sqrt((1 - noise * noise) / square);
        }

        var x = new float[rows * features];
        for (int r = 0; r < rows; r++)
        {
            float[] z = numbers.Normals(factors);
            for (int d = 0; d < features; d++)
            {
                double sum = noise * numbers.Normal();
                for (int k = 0; k < factors; k++)
                    sum += loading[d, k] * z[k];
                x[r * features + d] = (float)((d + 1) * (10 + sum));
            }
        }

        return x;
    }

    /// <summary>Two sets of rows from the same loading.</summary>
    public static (float[] Training, float[] Other) FactorsTwice(int rows, int otherRows, int features, int factors, double noise, int seed)
    {
        float[] all = Factors(rows + otherRows, features, factors, noise, seed);
        return (all[..(rows * features)], all[(rows * features)..]);
    }

    /// <summary>
    /// Independent bits that come in two kinds of row: every feature is 1 with probability 0.9 in one kind and 0.1 in the other.
    /// </summary>
    public static float[] Bits(int rows, int features, int seed)
    {
        var numbers = new Numbers(seed);
        var x = new float[rows * features];
        for (int r = 0; r < rows; r++)
        {
            double probability = numbers.Uniform(0, 1) < 0.5 ? 0.9 : 0.1;
            for (int d = 0; d < features; d++)
                x[r * features + d] = numbers.Uniform(0, 1) < probability ? 1 : 0;
        }

        return x;
    }

    /// <summary>Real features first, then bits.</summary>
    public static float[] Mixed(int rows, int reals, int bits, int seed) =>
        Beside(rows, Factors(rows, reals, 1, 0.5, seed), Bits(rows, bits, seed + 1));

    /// <summary>The features of one set, then those of another.</summary>
    public static float[] Beside(int rows, float[] left, float[] right)
    {
        int l = left.Length / rows, r = right.Length / rows;
        var x = new float[left.Length + right.Length];
        for (int row = 0; row < rows; row++)
        {
            left.AsSpan(row * l, l).CopyTo(x.AsSpan(row * (l + r)));
            right.AsSpan(row * r, r).CopyTo(x.AsSpan(row * (l + r) + l));
        }

        return x;
    }

    public static float[] Column(ReadOnlySpan<float> rows, int features, int feature)
    {
        var column = new float[rows.Length / features];
        for (int r = 0; r < column.Length; r++)
            column[r] = rows[r * features + feature];
        return column;
    }

    public static (double Mean, double Deviation) Moments(ReadOnlySpan<float> values)
    {
        double mean = 0, squares = 0;
        foreach (float x in values)
            mean += x / values.Length;
        foreach (float x in values)
            squares += (x - mean) * (x - mean) / values.Length;
        return (mean, Math.Sqrt(squares));
    }
}
