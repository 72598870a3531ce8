using MLNet.Vae.Inference;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics.RandomNumbers;

namespace MLNet.Vae.Training;

/// <summary>What a trained model learns of rows with missing values: <see cref="GapFilling"/>, from some of its training rows.</summary>
internal static class GapLearning
{
    // Evenly spread over the training rows: enough for a mean, and for the choice of a small number.
    private const int ScoredRows = 1024, HiddenRows = 256;

    // Up to so many missing values a model should bear.
    private const float HiddenShare = 1 / 3f;

    // The rows that score highest do not have the say.
    private const double CountedShare = 0.9;

    // More repetitions have to be worth it, in nats a row.
    private const double Gain = 0.1;

    /// <param name="inference">Of the trained model.</param>
    /// <param name="data">The training rows.</param>
    /// <param name="noise">Says which values are hidden.</param>
    public static GapFilling Learn(RowInference inference, IRowSource data, NoiseSource noise)
    {
        var gaps = GapFilling.None(data.FeatureCount) with { Iterations = Iterations(inference, data, noise) };
        return gaps with { MissingScores = MeanScores(inference.With(gaps), data) };
    }

    // The mean of each feature's scores where it is there; 0 where it never is.
    private static float[] MeanScores(RowInference inference, IRowSource data)
    {
        int features = data.FeatureCount;
        double[] sums = new double[features], counts = new double[features];
        float[] featureScores = new float[features], room = new float[features];
        foreach (int row in Some(data, ScoredRows))
        {
            var values = data.Read(row, 0, room);
            inference.Score(values, new float[1], featureScores);
            for (int d = 0; d < features; d++)
            {
                if (inference.IsMissing(values[d]))
                    continue;
                sums[d] += featureScores[d];
                counts[d]++;
            }
        }

        return [.. sums.Select((sum, d) => counts[d] > 0 ? (float)(sum / counts[d]) : 0)];
    }

    // As few as give rows with hidden values about the best bound on −log p of what is left, which says nothing of what is hidden.
    private static int Iterations(RowInference inference, IRowSource data, NoiseSource noise)
    {
        float[][] rows = [.. Some(data, HiddenRows).Select(row => Hide(data, row, noise))];
        double[] bounds = [.. Enumerable.Range(0, GapFilling.MaxIterations + 1).Select(Bound)];
        return Array.FindIndex(bounds, bound => bound <= bounds.Min() + Gain);

        double Bound(int iterations)
        {
            var filling = inference.With(GapFilling.None(data.FeatureCount) with { Iterations = iterations });
            float[] scores = new float[1];
            return rows.Select(row =>
            {
                filling.Score(row, scores, []);
                return (double)scores[0];
            }).Order().Take((int)Math.Ceiling(CountedShare * rows.Length)).Average();
        }
    }

    private static float[] Hide(IRowSource data, int row, NoiseSource noise)
    {
        float[] hidden = new float[data.FeatureCount];
        data.Read(row, 0, hidden).CopyTo(hidden);
        for (int d = 0; d < hidden.Length; d++)
        {
            if (noise.Uniform(NoisePurpose.Hidden, row, (uint)d) < HiddenShare)
                hidden[d] = float.NaN;
        }

        return hidden;
    }

    private static IEnumerable<int> Some(IRowSource data, int most)
    {
        int count = Math.Min(most, data.RowCount);
        return Enumerable.Range(0, count).Select(i => (int)((long)i * data.RowCount / count));
    }
}
