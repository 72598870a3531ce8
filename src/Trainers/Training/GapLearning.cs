using MLNet.Vae.Inference;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Training;

/// <summary>What a trained model learns of rows with missing values: <see cref="GapFilling"/>, from some of its training rows.</summary>
/// <param name="inference">Of the trained model.</param>
/// <param name="features">Its features.</param>
/// <param name="data">The training rows.</param>
/// <param name="noise">Says which values are hidden.</param>
/// <param name="cancellationToken">Stops it between two rows.</param>
internal sealed class GapLearning(RowInference inference, FeatureMap features, IRowSource data, NoiseSource noise, CancellationToken cancellationToken)
{
    // Evenly spread over the training rows: enough for a mean, and for the choice of a small number.
    private const int ScoredRows = 1024, HiddenRows = 256;

    // Up to so many missing values a model should bear.
    private const float HiddenShare = 1 / 3f;

    // The rows that score highest do not have the say.
    private const double CountedShare = 0.9;

    // More repetitions have to be worth it, in nats a row.
    private const double Gain = 0.1;

    private readonly SlotBlock[] _blocks = [.. features.Groups.SelectMany(group => group.Blocks)];

    /// <summary>How often gaps are filled, and what a missing value counts.</summary>
    public static GapFilling Learn(
        RowInference inference, FeatureMap features, IRowSource data, NoiseSource noise, CancellationToken cancellationToken) =>
        new GapLearning(inference, features, data, noise, cancellationToken).Learn();

    private GapFilling Learn()
    {
        float[][] complete = [.. Enumerable.Range(0, Count(HiddenRows)).Select(i => Row(Number(i, HiddenRows)))];
        float[][] contexts = [.. Enumerable.Range(0, Count(HiddenRows)).Select(i => Context(Number(i, HiddenRows)))];
        var (hidden, hiddenPerRow) = Hide(complete);
        float[] missingScores = new float[features.Count];
        double[] bounds = [.. Enumerable.Range(0, GapFilling.MaxIterations + 1).Select(count => Typical(Scores(hidden, contexts, new(count, missingScores))))];
        int iterations = Array.FindIndex(bounds, bound => bound <= bounds.Min() + Gain);

        missingScores = MeanScores();
        // The posterior of a row with gaps is farther from the true one, which makes the bound looser: that much each gap is given back.
        float[] without = Scores(complete, contexts, new(iterations, missingScores)), with = Scores(hidden, contexts, new(iterations, missingScores));
        double looser = Typical([.. with.Zip(without, (gapped, whole) => gapped - whole)]) / Math.Max(hiddenPerRow, 1);
        foreach (var block in _blocks)
            missingScores[block.First] -= (float)Math.Max(looser, 0);
        return new GapFilling(iterations, missingScores);
    }

    // The mean score of each block of slots where it is there, at its first slot; 0 where it never is.
    private float[] MeanScores()
    {
        double[] sums = new double[features.Count], counts = new double[features.Count];
        float[] featureScores = new float[features.Count];
        for (int i = 0; i < Count(ScoredRows); i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            float[] values = Row(Number(i, ScoredRows));
            inference.Score(new(values, Context(Number(i, ScoredRows))), new float[1], featureScores);
            foreach (var block in _blocks)
            {
                if (IsMissing(block, values))
                    continue;
                foreach (int slot in block.Slots)
                    sums[block.First] += featureScores[slot];
                counts[block.First]++;
            }
        }

        return [.. sums.Select((sum, d) => counts[d] > 0 ? (float)(sum / counts[d]) : 0)];
    }

    // The rows without a third of their values, and how many a row lacks on average.
    private (float[][] Rows, double PerRow) Hide(float[][] complete)
    {
        float[][] rows = [.. complete.Select(row => (float[])row.Clone())];
        int count = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            foreach (var block in _blocks)
            {
                if (IsMissing(block, rows[i]) || noise.Uniform(NoisePurpose.Hidden, i, (uint)block.First) >= HiddenShare)
                    continue;
                block.Of(rows[i].AsSpan()).Fill(float.NaN);
                count++;
            }
        }

        return (rows, (double)count / rows.Length);
    }

    private float[] Scores(float[][] rows, float[][] contexts, GapFilling gaps)
    {
        var filling = inference.With(gaps);
        float[] scores = new float[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            filling.Score(new(rows[i], contexts[i]), scores.AsSpan(i, 1), []);
        }

        return scores;
    }

    private bool IsMissing(SlotBlock block, ReadOnlySpan<float> row)
    {
        bool isMissing = false;
        foreach (float value in block.Of(row))
        {
            if (features.Missing.Contain(value))
                isMissing = true;
            else if (block.Count == 1 || value != 0)
                return false;
        }

        return isMissing;
    }

    private float[] Row(int number)
    {
        float[] values = new float[features.Count];
        data.Read(number, 0, values).CopyTo(values);
        return values;
    }

    private float[] Context(int number) => data.ReadContext(number, new float[data.ContextCount]).ToArray();

    private int Count(int most) => Math.Min(most, data.RowCount);

    private int Number(int i, int most) => (int)((long)i * data.RowCount / Count(most));

    private static double Typical(float[] values)
    {
        Array.Sort(values);
        return values.Take((int)Math.Ceiling(CountedShare * values.Length)).Average(value => (double)value);
    }
}
