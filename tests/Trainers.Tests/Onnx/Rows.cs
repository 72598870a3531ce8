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
        int bits = model.Likelihoods.Count(likelihood => likelihood is VaeLikelihood.Bernoulli or VaeLikelihood.Binary);
        return WithExtremes(rows, model.FeatureCount - bits, bits, seed);
    }

    private static double Normal(System.Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
