using MLNet.Vae.Inference;

namespace MLNet.Vae.Training;

/// <summary>How rows score under a model.</summary>
internal static class RowScores
{
    private const int ChunkRows = 1024;

    /// <summary>The score of each row, +∞ where a value of it was taken for wrong; and the mean KL divergence by latent dimension, both in nats.</summary>
    public static (float[] Scores, float[] Kl) Compute(
        RowInference inference, IRowSource data, int latent, int numberOfThreads, CancellationToken cancellationToken)
    {
        var scores = new float[data.RowCount];
        int chunks = (data.RowCount + ChunkRows - 1) / ChunkRows;
        var sums = new double[chunks][];
        var threads = new ParallelOptions { MaxDegreeOfParallelism = numberOfThreads, CancellationToken = cancellationToken };
        Parallel.For(0, chunks, threads, chunk =>
        {
            int first = chunk * ChunkRows, count = Math.Min(ChunkRows, data.RowCount - first);
            sums[chunk] = new double[latent];
            float[] room = new float[data.FeatureCount], contextRoom = new float[data.ContextCount];
            for (int row = first; row < first + count; row++)
                inference.Score(new(data.Read(row, 0, room), data.ReadContext(row, contextRoom)), scores.AsSpan(row, 1), [], sums[chunk]);
            for (int row = first; row < first + count; row++)
            {
                if (data.HasWrongValue(row))
                    scores[row] = float.PositiveInfinity;
            }
        });

        var kl = new float[latent];
        for (int j = 0; j < latent; j++)
            kl[j] = (float)(sums.Sum(sum => sum[j]) / data.RowCount); // in the order of the chunks, whoever made them
        return (scores, kl);
    }
}
