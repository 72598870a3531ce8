using MLNet.Vae.Inference;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Training;

/// <summary>What a trained model learns of rows with missing values: <see cref="GapFilling"/>, from some of its training rows.</summary>
/// <param name="plan">The training.</param>
/// <param name="inference">Of the trained model.</param>
/// <param name="data">Training rows.</param>
/// <param name="cancellationToken">Stops it between two rows.</param>
internal sealed class GapLearning(TrainingPlan plan, RowInference inference, IRowSource data, CancellationToken cancellationToken)
{
    // Evenly spread over the training rows: enough for a mean, and for the choice of a small number. Of a network of more weights than many have, rows
    // take longer, and are as many fewer, down to a quarter.
    private const int ScoredRows = 1024, HiddenRows = 256, ManyWeights = 1 << 22, MinDivisor = 4;

    // What is held at a time of the scores of each feature.
    private const int RowsTogether = 32;

    // Up to so many missing values a model should bear.
    private const float HiddenShare = 1 / 3f;

    // The rows that score highest do not have the say.
    private const double CountedShare = 0.9;

    // More repetitions have to be worth it, in nats a row.
    private const double Gain = 0.1;

    private readonly FeatureMap _features = plan.Features;
    private readonly SlotBlock[] _blocks = [.. plan.Features.Groups.SelectMany(group => group.Blocks)];
    private readonly ParallelOptions _threads = new() { MaxDegreeOfParallelism = plan.NumberOfThreads, CancellationToken = cancellationToken };

    /// <summary>How often gaps are filled, and what a missing value counts.</summary>
    public static GapFilling Learn(TrainingPlan plan, RowInference inference, IRowSource data, CancellationToken cancellationToken) =>
        new GapLearning(plan, inference, data, cancellationToken).Learn();

    private GapFilling Learn()
    {
        float[][] complete = [.. Enumerable.Range(0, Count(HiddenRows)).Select(i => Row(Number(i, HiddenRows)))];
        float[][] contexts = [.. Enumerable.Range(0, Count(HiddenRows)).Select(i => Context(Number(i, HiddenRows)))];
        var (hidden, hiddenPerRow) = Hide(complete);
        float[] missingScores = new float[_features.Count];
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
        double[] sums = new double[_features.Count], counts = new double[_features.Count];
        int rows = Count(ScoredRows);
        float[][] values = new float[RowsTogether][];
        float[][] scores = [.. Enumerable.Range(0, RowsTogether).Select(_ => new float[_features.Count])];
        for (int first = 0; first < rows; first += RowsTogether)
        {
            int together = Math.Min(RowsTogether, rows - first), start = first;
            Parallel.For(0, together, _threads, i =>
            {
                int number = Number(start + i, ScoredRows);
                values[i] = Row(number);
                inference.Score(new(values[i], Context(number)), new float[1], scores[i]);
            });
            for (int i = 0; i < together; i++) // in the order of the rows, whoever scored them
                Add(values[i], scores[i]);
        }

        return [.. sums.Select((sum, d) => counts[d] > 0 ? (float)(sum / counts[d]) : 0)];

        void Add(float[] row, float[] featureScores)
        {
            foreach (var block in _blocks)
            {
                if (IsMissing(block, row))
                    continue;
                foreach (int slot in block.Slots)
                    sums[block.First] += featureScores[slot];
                counts[block.First]++;
            }
        }
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
                if (IsMissing(block, rows[i]) || plan.Noise.Uniform(NoisePurpose.Hidden, i, (uint)block.First) >= HiddenShare)
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
        Parallel.For(0, rows.Length, _threads, i => filling.Score(new(rows[i], contexts[i]), scores.AsSpan(i, 1), []));
        return scores;
    }

    private bool IsMissing(SlotBlock block, ReadOnlySpan<float> row)
    {
        bool isMissing = false;
        foreach (float value in block.Of(row))
        {
            if (_features.Missing.Contain(value))
                isMissing = true;
            else if (block.Count == 1 || value != 0)
                return false;
        }

        return isMissing;
    }

    private float[] Row(int number)
    {
        float[] values = new float[_features.Count];
        data.Read(number, 0, values).CopyTo(values);
        return values;
    }

    private float[] Context(int number) => data.ReadContext(number, new float[data.ContextCount]).ToArray();

    private int Count(int most) =>
        Math.Min(data.RowCount, (int)Math.Clamp(most * (double)ManyWeights / plan.Architecture.NumberOfWeights, most / MinDivisor, most));

    private int Number(int i, int most) => (int)((long)i * data.RowCount / Count(most));

    private static double Typical(float[] values)
    {
        Array.Sort(values);
        return values.Take((int)Math.Ceiling(CountedShare * values.Length)).Average(value => (double)value);
    }
}
