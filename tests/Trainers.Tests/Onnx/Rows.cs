namespace MLNet.Vae.Tests.Onnx;

/// <summary>Rows to train on and to score.</summary>
internal static class Rows
{
    private static readonly float[] Extremes =
        [float.NaN, 1e19f, -1e19f, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, 0];

    /// <summary>
    /// Two hidden factors behind real features of very different units, then bits that depend on the first factor; [rows, reals + bits].
    /// </summary>
    public static float[] Like(int rows, int reals, int bits, int seed)
    {
        var random = new System.Random(seed);
        float[] values = new float[rows * (reals + bits)];
        for (int i = 0; i < values.Length;)
        {
            double first = Normal(random), second = Normal(random);
            for (int d = 0; d < reals; d++, i++)
                values[i] = (float)(Math.Pow(10, d % 5 - 2) * (3 + first * Math.Cos(d) + second * Math.Sin(d) + 0.3 * Normal(random)));
            for (int b = 0; b < bits; b++, i++)
                values[i] = first * (b % 2 == 0 ? 1 : -1) + 0.5 * Normal(random) > 0 ? 1 : 0;
        }

        return values;
    }

    /// <summary>
    /// Rows as in training, and among them (from the fourth on) rows with a missing, huge or infinite value, rows with several, rows of
    /// nothing else, and a Bernoulli value that is no bit.
    /// </summary>
    private static float[] WithExtremes(int rows, int reals, int bits, int seed)
    {
        float[] values = Like(rows, reals, bits, seed);
        int width = reals + bits;
        for (int r = 3; r < rows; r += 2)
        {
            var row = values.AsSpan(r * width, width);
            float extreme = Extremes[r / 2 % Extremes.Length];
            switch (r / 2 % 4)
            {
                case 0: row[r % width] = extreme; break;
                case 1: row.Fill(extreme); break;
                case 2: (row[0], row[^1]) = (extreme, -extreme); break;
                default: row[^1] = 0.3f * r; break;
            }
        }

        return values;
    }

    /// <inheritdoc cref="WithExtremes(int, int, int, int)"/>
    public static float[] WithExtremes(int rows, VaeModel model, int seed)
    {
        if (model.Likelihoods.Contains(VaeLikelihood.Categorical))
            return CategoriesWithExtremes(rows, seed);
        int bits = model.Likelihoods.Count(likelihood => likelihood is VaeLikelihood.Bernoulli or VaeLikelihood.Binary);
        return WithExtremes(rows, model.FeatureCount - bits, bits, seed);
    }

    /// <summary>Blocks of categories that depend on a hidden factor, of which one slot is never 1, and two real features; [rows, 13].</summary>
    public static float[] Categories(int rows, int seed)
    {
        var random = new System.Random(seed);
        float[] values = new float[rows * 13];
        for (int r = 0; r < rows; r++)
        {
            double factor = Normal(random);
            var row = values.AsSpan(r * 13, 13);
            int first = Math.Clamp((int)Math.Round(factor + 0.5 * Normal(random)) + 1, 0, 2);
            row[first == 2 ? 3 : first] = 1;
            (row[4], row[5]) = ((float)(10 * factor + Normal(random)), (float)Normal(random));
            row[factor + 0.5 * Normal(random) > 0 ? 6 : 7] = 1;
            if (random.Next(6) is < 5 and var last) // else it is none of these
                row[8 + last] = 1;
        }

        return values;
    }

    /// <summary>The same, and from the fourth on rows that training did not have: no 1, several, other numbers, gaps.</summary>
    public static float[] CategoriesWithExtremes(int rows, int seed)
    {
        float[] values = Categories(rows, seed);
        for (int r = 3; r < rows; r += 2)
        {
            var row = values.AsSpan(r * 13, 13);
            float extreme = Extremes[r / 2 % Extremes.Length];
            switch (r / 2 % 7)
            {
                case 0: row[..4].Clear(); break;
                case 1: (row[0], row[2]) = (1, 1); break;
                case 2: row[6..8].Fill(float.NaN); break;
                case 3: row[8 + r % 5] = extreme; break;
                case 4: row[r % 13] = float.NaN; break;
                case 5: row.Fill(extreme); break;
                default: row[r % 4] = 0.3f * r; break;
            }
        }

        return values;
    }

    private static double Normal(System.Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
