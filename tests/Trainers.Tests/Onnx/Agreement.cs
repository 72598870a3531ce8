namespace MLNet.Vae.Tests.Onnx;

/// <summary>What ONNX Runtime gives against what the model gives.</summary>
internal static class Agreement
{
    private const double Relative = 1e-4, ScoreAbsolute = 1e-4;

    /// <summary>Every output of <see cref="VaeOnnxGraph.Scorer"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">[rows, features].</param>
    /// <param name="outputs">Of these rows.</param>
    /// <param name="context">Of these rows, [rows, context].</param>
    public static void Scorer(VaeModel model, float[] rows, IReadOnlyDictionary<string, float[]> outputs, params float[] context)
    {
        Encoder(model, rows, outputs, context);
        Reconstruction(model, outputs["Reconstruction"], Reconstruct(model, rows, context));

        float[] scores = new float[rows.Length / model.FeatureCount], featureScores = new float[rows.Length];
        model.Score(rows, context, scores, featureScores);
        Close("Score", scores, outputs["Score"], (score, _) => ScoreAbsolute + Relative * Math.Abs(score));
        // ½ r² of a residual r that is off by 10⁻⁶ of the row's largest, as below.
        double Slack(float score, int i) => 1e-6 * Math.Sqrt(Math.Abs(score) * LargestOfRow(featureScores, i, model.FeatureCount));
        Close(
            "FeatureScores",
            featureScores,
            outputs["FeatureScores"],
            (score, i) => ScoreAbsolute + Relative * Math.Abs(score) + Slack(score, i));
        for (int i = 0; i < scores.Length; i++)
        {
            // As many calibration scores as lie within what the scores may differ by.
            float slack = (float)(ScoreAbsolute + Relative * Math.Abs((double)scores[i]));
            Assert.InRange(outputs["PValue"][i], model.PValue(scores[i] + slack), model.PValue(scores[i] - slack));
        }

        // At the threshold itself rounding decides.
        Close(
            "PredictedLabel",
            [.. scores.Select(score => score > model.Threshold ? 1f : 0f)],
            outputs["PredictedLabel"],
            (_, row) => Math.Abs(scores[row] - (double)model.Threshold) <= ScoreAbsolute + Relative * Math.Abs(scores[row]) ? 1 : 0);
    }

    /// <summary>Both outputs of <see cref="VaeOnnxGraph.Encoder"/>.</summary>
    public static void Encoder(VaeModel model, float[] rows, IReadOnlyDictionary<string, float[]> outputs, params float[] context)
    {
        int length = rows.Length / model.FeatureCount * model.LatentDimension;
        float[] mean = new float[length], logVariance = new float[length];
        model.Encode(rows, context, mean, logVariance);
        // The prior's deviation is the unit of a latent value. In a row of values a million deviations out, one may be the small difference
        // of large numbers: then its error is that of float32 relative to those, and they are as large as the others of the row.
        double Unit(int i) => Math.Max(1, 0.01 * LargestOfRow(mean, i, model.LatentDimension));
        Close("Embedding", mean, outputs["Embedding"], (value, i) => Relative * Math.Max(Unit(i), Math.Abs(value)));
        Close("LogVariance", logVariance, outputs["LogVariance"], (value, i) => Relative * Math.Max(Unit(i), Math.Abs(value)));
    }

    /// <summary>
    /// Means in the model's units, where a deviation is 1; probabilities relative to themselves. Small differences of large numbers as in
    /// <see cref="Encoder"/>.
    /// </summary>
    public static void Reconstruction(VaeModel model, float[] found, float[] expected)
    {
        var map = model.Fitted.Weights.Features;
        double Standardized(int i) => ((double)expected[i] - map.Mean[i % map.Count]) * map.Scale[i % map.Count];
        float[] standardized = [.. expected.Select((_, i) => (float)Standardized(i))];
        Close("Reconstruction", expected, found, (value, i) =>
        {
            int feature = i % map.Count;
            double unit = Math.Max(1, 0.01 * LargestOfRow(standardized, i, map.Count));
            return map.Likelihoods[feature] is VaeLikelihood.Bernoulli or VaeLikelihood.Binary
                ? Relative * unit * Math.Max(value, float.Epsilon)
                : Relative * Math.Max(unit / map.Scale[feature], Math.Abs(value));
        });
    }

    private static float[] Reconstruct(VaeModel model, float[] rows, float[] context)
    {
        float[] reconstruction = new float[rows.Length];
        model.Reconstruct(rows, context, reconstruction);
        return reconstruction;
    }

    private static double LargestOfRow(float[] values, int index, int width)
    {
        double largest = 0;
        foreach (float value in values.AsSpan(index / width * width, width))
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }

    private static void Close(string output, float[] expected, float[] found, Func<float, int, double> tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            bool finite = float.IsFinite(expected[i]) && float.IsFinite(found[i]);
            bool close = finite && Math.Abs((double)expected[i] - found[i]) <= tolerance(expected[i], i);
            Assert.True(close, $"{output}[{i}]: the model gives {expected[i]}, ONNX Runtime {found[i]}.");
        }
    }
}
